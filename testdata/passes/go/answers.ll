; What callers learn from the last result of a function that takes locks.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
%go.iface = type { ptr, ptr }
%go.string = type { ptr, i64 }
!mapgraph.package = !{!0}
!0 = !{!"example.org/m", !"example.org", !"v1.2.3", !"own,main", !"go1.26", !"/dir"}
@m.errClosed = global %go.iface zeroinitializer

declare void @"sync.(*Mutex).Lock"(ptr)
declare void @"sync.(*Mutex).Unlock"(ptr)
declare %go.iface @errors.New(%go.string)
declare %go.iface @m.other()

; True with the lock held, or false without it.
; CHECK-LABEL: define m.lockOpen
; CHECK-DAG: return "0"
; CHECK-DAG: return "1"
define i1 @m.lockOpen(ptr %s, i1 %open) {
  call void @"sync.(*Mutex).Lock"(ptr %s)
  br i1 %open, label %yes, label %no
yes:
  ret i1 true
no:
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  ret i1 false
}

; Errors: a new one, a variable of the package, anybody's; and none.
; CHECK-LABEL: define m.enter
; CHECK-DAG: return "1"
; CHECK-DAG: return "1"
; CHECK-DAG: return{{$}}
; CHECK-DAG: return "0"
define { i64, %go.iface } @m.enter(ptr %s, i64 %how) {
  call void @"sync.(*Mutex).Lock"(ptr %s)
  switch i64 %how, label %none [ i64 0, label %new
                                 i64 1, label %var
                                 i64 2, label %any ]
new:
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  %a = call %go.iface @errors.New(%go.string zeroinitializer)
  %ra = insertvalue { i64, %go.iface } undef, %go.iface %a, 1
  ret { i64, %go.iface } %ra
var:
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  %b = load %go.iface, ptr @m.errClosed
  %rb = insertvalue { i64, %go.iface } undef, %go.iface %b, 1
  ret { i64, %go.iface } %rb
any:
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  %c = call %go.iface @m.other()
  %rc = insertvalue { i64, %go.iface } undef, %go.iface %c, 1
  ret { i64, %go.iface } %rc
none:
  ret { i64, %go.iface } zeroinitializer
}

; The branch knows the call by its answer, until a lock is given back.
; CHECK-LABEL: define m.use
; CHECK: %[[CALL:[0-9]+]] call code=m.lockOpen()
; CHECK: %[[ENTER:[0-9]+]] call code=m.enter()
; CHECK-DAG: branch cond=%[[CALL]]
; CHECK-DAG: branch cond=%[[ENTER]]
define void @m.use(ptr %s) {
  %ok = call i1 @m.lockOpen(ptr %s, i1 true)
  br i1 %ok, label %in, label %out
in:
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  %r = call { i64, %go.iface } @m.enter(ptr %s, i64 1)
  %err = extractvalue { i64, %go.iface } %r, 1
  %type = extractvalue %go.iface %err, 0
  %nil = icmp eq ptr %type, null
  br i1 %nil, label %done, label %out
done:
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  ret void
out:
  ret void
}

; CHECK-LABEL: define m.late
; CHECK-NOT: cond=
define void @m.late(ptr %s) {
  %ok = call i1 @m.lockOpen(ptr %s, i1 true)
  call void @"sync.(*Mutex).Unlock"(ptr %s)
  br i1 %ok, label %in, label %out
in:
  call void @"sync.(*Mutex).Lock"(ptr %s)
  ret void
out:
  ret void
}
