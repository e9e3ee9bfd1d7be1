; What orders tests, timers and bubbles of goroutines; a loop that runs once.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
%"testing.T" = type { i64 }
%"time.Timer" = type { ptr, i1 }
!mapgraph.package = !{!0}
!0 = !{!"example.org/m", !"example.org", !"", !"own", !"go1.26", !"/dir"}

declare void @"testing.(*T).Parallel"(ptr)
declare i1 @"time.(*Timer).Reset"(ptr, i64)
declare void @"testing/synctest.Test"(ptr, ptr)
declare void @"testing/synctest.Wait"()
declare void @runtime.newproc(ptr, ptr)

; CHECK-LABEL: define m.TestParallel
; CHECK: parallel "testing.(*T).Parallel" addr=%[[T:[0-9]+]]
; CHECK: %[[T]] param 0
define void @m.TestParallel(ptr %t) {
  call void @"testing.(*T).Parallel"(ptr %t)
  ret void
}

; The channel is what the first field holds.
; CHECK-LABEL: define m.again
; CHECK: send "time.(*Timer).Reset" addr=%[[C:[0-9]+]]
; CHECK: %[[C]] value = load %[[F:[0-9]+]]
; CHECK: %[[F]] value = field time.Timer.#0
define void @m.again(ptr %t) {
  %ok = call i1 @"time.(*Timer).Reset"(ptr %t, i64 1)
  ret void
}

; What runs in the bubble has ended when the call returns.
; CHECK-LABEL: define m.bubble
; CHECK: callback "testing/synctest.Test" addr=%[[B:[0-9]+]]
; CHECK: join "testing/synctest.Test" addr=%[[B]]
; CHECK: join try "testing/synctest.Wait"
define void @m.bubble(ptr %t, ptr %f) {
  call void @"testing/synctest.Test"(ptr %t, ptr %f)
  call void @"testing/synctest.Wait"()
  ret void
}

; CHECK-LABEL: define m.once
; CHECK-NOT: branch
; CHECK: spawn "runtime.newproc"
; CHECK: return
; CHECK-LABEL: define m.twice
; CHECK: branch
define void @m.once(ptr %f) {
entry:
  br label %test
test:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %go = icmp slt i64 %i, 1
  br i1 %go, label %body, label %end
body:
  call void @runtime.newproc(ptr %f, ptr null)
  %next = add i64 %i, 1
  br label %test
end:
  ret void
}

define void @m.twice(ptr %f) {
entry:
  br label %test
test:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %go = icmp slt i64 %i, 2
  br i1 %go, label %body, label %end
body:
  call void @runtime.newproc(ptr %f, ptr null)
  %next = add i64 %i, 1
  br label %test
end:
  ret void
}
