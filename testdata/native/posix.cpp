// POSIX: mutex, read/write lock in all four combinations, spin lock, once,
// barrier, join.
#include <map>
#include <pthread.h>

using Map = std::map<int, int>;
using Code = void *(*)(void *);

static void run(Code A, Code B) {
  pthread_t First, Second;
  pthread_create(&First, nullptr, A, nullptr);
  pthread_create(&Second, nullptr, B, nullptr);
  pthread_join(First, nullptr);
  pthread_join(Second, nullptr);
}

namespace mutex {
Map Bad, Good, Tried;
pthread_mutex_t Mu = PTHREAD_MUTEX_INITIALIZER;
void *write(void *) {
  pthread_mutex_lock(&Mu);
  Bad[1] = 1;  // RACE! MG003
  Good[1] = 1; // NORACE
  pthread_mutex_unlock(&Mu);
  if (pthread_mutex_trylock(&Mu) == 0) {
    Tried[1] = 1; // NORACE
    pthread_mutex_unlock(&Mu);
  }
  return nullptr;
}
void *read(void *) {
  (void)Bad.find(1); // RACE! MG003
  pthread_mutex_lock(&Mu);
  (void)Good.find(1);  // NORACE
  (void)Tried.find(1); // NORACE
  pthread_mutex_unlock(&Mu);
  return nullptr;
}
} // namespace mutex

namespace read_read {
Map Reads, Wrong;
pthread_rwlock_t Mu = PTHREAD_RWLOCK_INITIALIZER;
void *a(void *) {
  pthread_rwlock_rdlock(&Mu);
  (void)Reads.find(1); // NORACE
  Wrong[1] = 1;        // RACE! MG002
  pthread_rwlock_unlock(&Mu);
  return nullptr;
}
void *b(void *) {
  pthread_rwlock_rdlock(&Mu);
  (void)Reads.find(1); // NORACE
  (void)Wrong.find(1); // RACE! MG002
  pthread_rwlock_unlock(&Mu);
  return nullptr;
}
} // namespace read_read

namespace read_write {
Map M;
pthread_rwlock_t Mu = PTHREAD_RWLOCK_INITIALIZER;
void *a(void *) {
  pthread_rwlock_rdlock(&Mu);
  (void)M.find(1); // NORACE
  pthread_rwlock_unlock(&Mu);
  return nullptr;
}
void *b(void *) {
  pthread_rwlock_wrlock(&Mu);
  M[1] = 1; // NORACE
  pthread_rwlock_unlock(&Mu);
  return nullptr;
}
} // namespace read_write

namespace write_write {
Map M;
pthread_rwlock_t Mu = PTHREAD_RWLOCK_INITIALIZER;
void *a(void *) {
  pthread_rwlock_wrlock(&Mu);
  M[1] = 1; // NORACE
  pthread_rwlock_unlock(&Mu);
  return nullptr;
}
void *b(void *) {
  pthread_rwlock_wrlock(&Mu);
  M.erase(1); // NORACE
  pthread_rwlock_unlock(&Mu);
  return nullptr;
}
} // namespace write_write

namespace try_modes {
Map Wrong, Good;
pthread_rwlock_t Mu = PTHREAD_RWLOCK_INITIALIZER;
void *a(void *) {
  if (pthread_rwlock_tryrdlock(&Mu) == 0) {
    Wrong[1] = 1; // RACE! MG002
    pthread_rwlock_unlock(&Mu);
  }
  if (pthread_rwlock_trywrlock(&Mu) == 0) {
    Good[1] = 1; // NORACE
    pthread_rwlock_unlock(&Mu);
  }
  return nullptr;
}
void *b(void *) {
  pthread_rwlock_rdlock(&Mu);
  (void)Wrong.find(1); // RACE! MG002
  (void)Good.find(1);  // NORACE
  pthread_rwlock_unlock(&Mu);
  return nullptr;
}
} // namespace try_modes

namespace spin {
Map Bad, Good;
pthread_spinlock_t Mu;
void *a(void *) {
  pthread_spin_lock(&Mu);
  Bad[1] = 1;  // RACE! MG003
  Good[1] = 1; // NORACE
  pthread_spin_unlock(&Mu);
  return nullptr;
}
void *b(void *) {
  (void)Bad.find(1); // RACE! MG003
  pthread_spin_lock(&Mu);
  (void)Good.find(1); // NORACE
  pthread_spin_unlock(&Mu);
  return nullptr;
}
} // namespace spin

namespace once {
Map Bad, Good;
pthread_once_t Flag = PTHREAD_ONCE_INIT;
void init() {
  Bad[1] = 1;  // RACE! MG001|MG003
  Good[1] = 1; // NORACE
}
void *a(void *) {
  pthread_once(&Flag, init);
  (void)Good.find(1); // NORACE
  return nullptr;
}
void *b(void *) {
  (void)Bad.find(1); // RACE! MG001|MG003
  pthread_once(&Flag, init);
  (void)Good.find(1); // NORACE
  return nullptr;
}
} // namespace once

namespace barrier {
Map Bad, Good;
pthread_barrier_t Gate;
void *a(void *) {
  Good[1] = 1; // NORACE
  pthread_barrier_wait(&Gate);
  Bad[1] = 1; // RACE! MG001
  return nullptr;
}
void *b(void *) {
  pthread_barrier_wait(&Gate);
  (void)Good.find(1); // NORACE
  (void)Bad.find(1);  // RACE! MG001
  return nullptr;
}
} // namespace barrier

namespace joined {
Map Bad, Good;
void *write(void *) {
  Bad[1] = 1;  // RACE! MG001
  Good[1] = 1; // NORACE
  return nullptr;
}
void run() {
  pthread_t T;
  pthread_create(&T, nullptr, write, nullptr);
  (void)Bad.find(1); // RACE! MG001
  pthread_join(T, nullptr);
  (void)Good.find(1); // NORACE
}
} // namespace joined

namespace several {
Map Bad, Good;
pthread_mutex_t Mu = PTHREAD_MUTEX_INITIALIZER;
void *write(void *) {
  Bad[1] = 1; // RACE! MG001
  pthread_mutex_lock(&Mu);
  Good[1] = 1; // NORACE
  pthread_mutex_unlock(&Mu);
  return nullptr;
}
void run() {
  pthread_t Ts[4];
  for (int I = 0; I != 4; ++I)
    pthread_create(&Ts[I], nullptr, write, nullptr);
  for (int I = 0; I != 4; ++I)
    pthread_join(Ts[I], nullptr);
  (void)Good.find(1); // NORACE
}
} // namespace several

namespace argument {
struct Shared {
  Map Bad, Good;
  pthread_mutex_t Mu = PTHREAD_MUTEX_INITIALIZER;
};
void *write(void *P) {
  auto *S = static_cast<Shared *>(P);
  S->Bad[1] = 1; // RACE! MG001|MG003
  pthread_mutex_lock(&S->Mu);
  S->Good[1] = 1; // NORACE
  pthread_mutex_unlock(&S->Mu);
  return nullptr;
}
void run() {
  auto *S = new Shared;
  pthread_t T;
  pthread_create(&T, nullptr, write, S);
  pthread_mutex_lock(&S->Mu);
  (void)S->Bad.find(1);  // RACE! MG001|MG003
  (void)S->Good.find(1); // NORACE
  pthread_mutex_unlock(&S->Mu);
  pthread_join(T, nullptr);
}
} // namespace argument

int main() {
  pthread_spin_init(&spin::Mu, PTHREAD_PROCESS_PRIVATE);
  pthread_barrier_init(&barrier::Gate, nullptr, 2);
  run(mutex::write, mutex::read);
  run(read_read::a, read_read::b);
  run(read_write::a, read_write::b);
  run(write_write::a, write_write::b);
  run(try_modes::a, try_modes::b);
  run(spin::a, spin::b);
  run(once::a, once::b);
  run(barrier::a, barrier::b);
  joined::run();
  several::run();
  argument::run();
}
