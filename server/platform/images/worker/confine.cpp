// SPDX-License-Identifier: Apache-2.0
#include "platform/images/worker/confine.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace loggia::images {
namespace {

// A sanitizer reserves terabytes of addresses.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool limits_memory = false;
#else
constexpr bool limits_memory = true;
#endif

constexpr rlim_t most_memory = rlim_t{3} * 1024 * 1024 * 1024;
constexpr rlim_t largest_file = rlim_t{256} * 1024 * 1024;

#if defined(__x86_64__)
constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned architecture = 0;
#endif

// Sockets and programs also by the ways around the usual calls: io_uring opens and connects without them.
constexpr std::array refused_calls = {
    SYS_socket,           SYS_connect,           SYS_bind,         SYS_listen,         SYS_execve,         SYS_execveat,
    SYS_ptrace,           SYS_process_vm_readv,  SYS_kill,         SYS_mount,          SYS_unshare,        SYS_setns,
    SYS_process_vm_writev, SYS_bpf,              SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_pidfd_getfd,
    SYS_userfaultfd,      SYS_perf_event_open,   SYS_keyctl,       SYS_add_key,        SYS_request_key,    SYS_move_mount,
    SYS_fsopen,           SYS_open_tree,
};

#if defined(__x86_64__)
constexpr unsigned first_x32_call = 0x40000000;  // the same calls under other numbers
#endif

void limit(decltype(RLIMIT_AS) resource, rlim_t most)
{
    rlimit current{};
    if (getrlimit(resource, &current) == 0 && current.rlim_max < most) return;  // it is stricter already
    rlimit const wanted{most, most};
    if (setrlimit(resource, &wanted) != 0) throw std::runtime_error("a limit could not be set");
}

// The calls above fail with EPERM; a call of another architecture ends the process. Where the kernel or a container
// does not offer seccomp, the other limits stand alone.
void refuse_calls()
{
    if constexpr (architecture == 0) return;
    std::vector<sock_filter> program = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
#if defined(__x86_64__)
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first_x32_call, 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
#endif
    for (auto const call : refused_calls) {
        program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 1));
        program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    }
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    sock_fprog const filter{static_cast<unsigned short>(program.size()), program.data()};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

}  // namespace

void confine_process()
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) throw std::runtime_error("privileges could not be given up");
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, largest_file);
    if (limits_memory) limit(RLIMIT_AS, most_memory);
    refuse_calls();
}

void grant_processor_time(unsigned seconds)
{
    rusage used{};
    rlimit current{};
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &current) != 0) return;
    auto const so_far = used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1;
    auto const wanted = static_cast<rlim_t>(so_far) + seconds;
    current.rlim_cur = wanted < current.rlim_max ? wanted : current.rlim_max;
    setrlimit(RLIMIT_CPU, &current);
}

}  // namespace loggia::images
