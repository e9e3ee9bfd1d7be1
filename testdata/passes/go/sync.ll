; Locks, goroutines, channels, defers and interfaces of the Go front end.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; RUN: %opt -passes='print<map-sync>' -disable-output %s | FileCheck-19 --check-prefix=OPS %s
; CHECK-NOT: broken
%go.type = type { i64, i64, ptr, ptr, ptr }
%go.iface = type { ptr, ptr }
%go.slice = type { ptr, i64, i64 }
%go.select = type { ptr, ptr, ptr, i8 }
%"m.S" = type { ptr, i64 }
%"closure:m.f.func1" = type { ptr, ptr, ptr }
@"type:chan *m.S" = constant %go.type { i64 18, i64 8, ptr null, ptr null, ptr null }
@"type:*m.S" = constant %go.type { i64 22, i64 8, ptr null, ptr null, ptr @"methods:*m.S" }
@"type:m.I" = constant %go.type { i64 20, i64 16, ptr null, ptr null, ptr null }
@"type:sync.Locker" = constant %go.type { i64 20, i64 16, ptr null, ptr null, ptr null }
@"type:map[int]int" = constant %go.type { i64 21, i64 8, ptr null, ptr null, ptr null }
@"methods:*m.S" = constant [1 x { ptr, ptr }] [{ ptr, ptr } { ptr @"imethod:Get func()", ptr @"m.(*S).Get" }]
@"imethod:Get func()" = constant i8 0
@"imethod:Lock func()" = constant i8 0
@"m.plain\C2\B7f" = linkonce_odr constant { ptr } { ptr @m.plain }
!mapgraph.package = !{!0}
!mapgraph.exported = !{!1}
!mapgraph.stack = !{!2}
!0 = !{!"example.org/m", !"example.org", !"v1.2.3", !"own,main", !"go1.26", !"/dir"}
!1 = !{ptr @m.lock, !"func"}
!2 = !{ptr @m.f.func1, !"main.f.func1", i32 0}

declare void @"sync.(*RWMutex).RLock"(ptr)
declare void @"sync.(*RWMutex).RUnlock"(ptr)
declare i1 @"sync.(*Mutex).TryLock"(ptr)
declare void @"sync.(*Mutex).Unlock"(ptr)
declare ptr @runtime.newclosure(i64)
declare ptr @runtime.newobject(ptr)
declare void @runtime.newproc(ptr, ptr)
declare void @runtime.deferproc(ptr, ptr)
declare void @runtime.deferreturn()
declare ptr @runtime.itabmethod(ptr, ptr, ptr)
declare ptr @runtime.makechan(ptr, i64)
declare void @runtime.chansend(ptr, ptr, ptr)
declare i1 @runtime.chanrecv(ptr, ptr, ptr)
declare { i64, i1 } @runtime.selectgo(ptr, i64, i1)
declare void @runtime.gopanic(%go.iface)

; CHECK: package example.org/m main own language go1.26 module example.org v1.2.3
; CHECK: method *m.S: Get func() = m.(*S).Get()
; CHECK: define m.(*S).Get method of m.S

; The lock is a field, by the struct's name; TryLock is tested by its branch.
; CHECK-LABEL: define m.lock exported
; CHECK: lock read-mode "sync.(*RWMutex).RLock" addr=%[[MU:[0-9]+]]
; CHECK: %[[MU]] value "mu" = field m.S.#1 %{{[0-9]+}}
; CHECK: unlock read-mode "sync.(*RWMutex).RUnlock" addr=%[[MU]]
; CHECK: %[[TRY:[0-9]+]] lock try "sync.(*Mutex).TryLock"
; CHECK: %[[UN:[0-9]+]] unlock "sync.(*Mutex).Unlock"
; CHECK: branch cond=%[[TRY]] -> false %{{[0-9]+}}, true %[[UN]]
; OPS-LABEL: define void @m.lock
; OPS: ; sync.lock read addr=%mu
; OPS: ; sync.lock try addr=%s
define void @m.lock(ptr %s) {
entry:
  %mu = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 1
  call void @"sync.(*RWMutex).RLock"(ptr %mu)
  call void @"sync.(*RWMutex).RUnlock"(ptr %mu)
  %ok = call i1 @"sync.(*Mutex).TryLock"(ptr %s)
  %not = xor i1 %ok, true
  br i1 %not, label %no, label %yes
yes:
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  br label %no
no:
  ret void
}

; CHECK-LABEL: define m.f
; CHECK: %[[C:[0-9]+]] closure "c" code=m.f.func1()
; CHECK: %[[CELL:[0-9]+]] value "p1" = field closure.1 %[[C]]
; CHECK: %[[S:[0-9]+]] param 0 "s"
; CHECK: write addr=%[[CELL]] val=%[[S]]
; CHECK: spawn "runtime.newproc" code=m.f.func1() arg0=%[[C]]
; CHECK: indirect call code=%[[C]] arg0=%[[C]] arg1=%[[S]]
; CHECK: spawn "runtime.newproc" code=m.plain() ->
define void @m.f(ptr %s) {
  %c = call ptr @runtime.newclosure(i64 24)
  %p0 = getelementptr inbounds %"closure:m.f.func1", ptr %c, i32 0, i32 0
  store ptr @m.f.func1, ptr %p0
  %p1 = getelementptr inbounds %"closure:m.f.func1", ptr %c, i32 0, i32 1
  store ptr %s, ptr %p1
  call void @runtime.newproc(ptr @m.f.func1, ptr %c)
  %code = load ptr, ptr %c
  call void %code(ptr nest %c, ptr %s)
  call void @runtime.newproc(ptr @m.plain, ptr null)
  ret void
}

; CHECK-LABEL: define m.f.func1 shown "main.f.func1"
; CHECK: call code=m.take() arg0=%[[V:[0-9]+]]
; CHECK: %[[V]] value "v" = load %[[A:[0-9]+]]
; CHECK: %[[A]] value "a" = field closure.1 %[[CTX:[0-9]+]]
; CHECK: %[[CTX]] param 0
define void @m.f.func1(ptr nest %.ctx, ptr %x) {
  %a = getelementptr inbounds %"closure:m.f.func1", ptr %.ctx, i32 0, i32 1
  %v = load ptr, ptr %a
  call void @m.take(ptr %v)
  ret void
}

; A constant closure is its function.
; CHECK-LABEL: define m.plain
; CHECK: call code=m.take() arg0=m.plain()
define void @m.plain() {
  call void @m.take(ptr @"m.plain\C2\B7f")
  ret void
}
declare void @m.take(ptr)

define void @"m.(*S).Get"(ptr %s) {
  ret void
}

; CHECK-LABEL: define m.iface
; CHECK: %[[I:[0-9]+]] interface call "Get func()" recv=%[[V:[0-9]+]] arg0=%[[V]]
; CHECK: %[[V]] value iface single "i1" : *m.S = copy %[[S:[0-9]+]]
; CHECK: lock "type:sync.Locker Lock func()" addr=%[[L:[0-9]+]]
; CHECK: %[[L]] param 1 "l"
; CHECK: %[[S]] param 0 "s"
define void @m.iface(ptr %s, %go.iface %l) {
  %i0 = insertvalue %go.iface undef, ptr @"type:*m.S", 0
  %i1 = insertvalue %go.iface %i0, ptr %s, 1
  %t = extractvalue %go.iface %i1, 0
  %get = call ptr @runtime.itabmethod(ptr %t, ptr @"type:m.I", ptr @"imethod:Get func()")
  %d = extractvalue %go.iface %i1, 1
  call void %get(ptr %d)
  %lt = extractvalue %go.iface %l, 0
  %lock = call ptr @runtime.itabmethod(ptr %lt, ptr @"type:sync.Locker", ptr @"imethod:Lock func()")
  %ld = extractvalue %go.iface %l, 1
  call void %lock(ptr %ld)
  ret void
}

; Registered defers run where the function leaves, the last one first.
; CHECK-LABEL: define m.defers
; CHECK: %[[A:[0-9]+]] call deferred code=m.second() -> %[[B:[0-9]+]]
; CHECK: %[[B]] call deferred code=m.first() arg0=%[[S:[0-9]+]] -> %[[R:[0-9]+]]
; CHECK: %[[R]] return
define void @m.defers(ptr %s) {
  call void @runtime.deferproc(ptr @m.first, ptr %s)
  call void @runtime.deferproc(ptr @m.second, ptr null)
  call void @runtime.deferreturn()
  ret void
}
declare void @m.first(ptr nest)
declare void @m.second()

; CHECK-LABEL: define m.channels
; CHECK: send "runtime.chansend" addr=%[[CH:[0-9]+]] val=%[[S:[0-9]+]]
; CHECK: %[[CH]] channel buffered "ch" : chan *m.S
; CHECK: %[[S]] param 0 "s"
; CHECK: %[[RECV:[0-9]+]] recv comma-ok "runtime.chanrecv" addr=%[[CH]]
; CHECK: value "v" = result0 %[[RECV]]
define ptr @m.channels(ptr %s) {
  %sent = alloca ptr
  %received = alloca ptr
  %ch = call ptr @runtime.makechan(ptr @"type:chan *m.S", i64 3)
  store ptr %s, ptr %sent
  call void @runtime.chansend(ptr @"type:chan *m.S", ptr %ch, ptr %sent)
  %ok = call i1 @runtime.chanrecv(ptr @"type:chan *m.S", ptr %ch, ptr %received)
  %v = load ptr, ptr %received
  ret ptr %v
}

; Arms happen on the edge that the chosen index leads to; the default is silent.
; CHECK-LABEL: define m.select
; CHECK: %[[A:[0-9]+]] param 0 "a"
; CHECK: %[[RECV:[0-9]+]] recv arm "runtime.selectgo" addr=%[[A]]
; CHECK: %[[SEND:[0-9]+]] send arm "runtime.selectgo" addr=%[[B:[0-9]+]] val=%[[A]]
; CHECK: %[[B]] param 1 "b"
; CHECK: branch -> {{(true|false)}} %[[RECV]], %[[SEND]], %{{[0-9]+}}
define void @m.select(ptr %a, ptr %b) {
entry:
  %cases = alloca [2 x %go.select]
  %buf = alloca ptr
  %sent = alloca ptr
  store ptr %a, ptr %sent
  %c0 = getelementptr [2 x %go.select], ptr %cases, i64 0, i64 0
  %f00 = getelementptr inbounds %go.select, ptr %c0, i32 0, i32 0
  store ptr %a, ptr %f00
  %f01 = getelementptr inbounds %go.select, ptr %c0, i32 0, i32 1
  store ptr %buf, ptr %f01
  %f03 = getelementptr inbounds %go.select, ptr %c0, i32 0, i32 3
  store i8 0, ptr %f03
  %c1 = getelementptr [2 x %go.select], ptr %cases, i64 0, i64 1
  %f10 = getelementptr inbounds %go.select, ptr %c1, i32 0, i32 0
  store ptr %b, ptr %f10
  %f11 = getelementptr inbounds %go.select, ptr %c1, i32 0, i32 1
  store ptr %sent, ptr %f11
  %f13 = getelementptr inbounds %go.select, ptr %c1, i32 0, i32 3
  store i8 1, ptr %f13
  %r = call { i64, i1 } @runtime.selectgo(ptr %cases, i64 2, i1 false)
  %i = extractvalue { i64, i1 } %r, 0
  %is0 = icmp eq i64 %i, 0
  br i1 %is0, label %first, label %rest
first:
  call void @m.take(ptr %a)
  br label %done
rest:
  %is1 = icmp eq i64 %i, 1
  br i1 %is1, label %second, label %done
second:
  call void @m.take(ptr %b)
  br label %done
done:
  ret void
}

; CHECK-LABEL: define m.panics
; CHECK: return panic
define void @m.panics(%go.iface %v) {
  call void @runtime.gopanic(%go.iface %v)
  unreachable
}
