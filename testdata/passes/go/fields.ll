; What is found behind a parameter counts as long as nobody can have written it,
; and a call says what the struct holds that it hands over.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
%go.type = type { i64, i64, ptr, ptr, ptr }
%go.slice = type { ptr, i64, i64 }
%m.O = type { i64, %go.slice }
@"type:map[int]int" = constant %go.type { i64 21, i64 8, ptr null, ptr null, ptr null }
@"type:m.O" = constant %go.type { i64 25, i64 32, ptr null, ptr null, ptr null }
!mapgraph.package = !{!0}
!0 = !{!"m", !"", !"", !"own", !"go1.26", !""}
declare void @runtime.mapclear(ptr, ptr)
declare ptr @runtime.newobject(ptr)
declare void @m.keep(ptr)

; CHECK-LABEL: define m.callee
; CHECK: branch <= "0" cond=%[[EVERY:[0-9]+]]
; CHECK: param 1 "o" part m.O.#0=%[[EVERY]] part m.O.#1=%[[ALL:[0-9]+]]
; CHECK: branch rounds cond=%[[LEN:[0-9]+]]
; CHECK: %[[ALL]] part part len=%[[LEN]]
define void @m.callee(ptr %map, ptr %o) {
  %p = getelementptr %m.O, ptr %o, i32 0, i32 0
  %every = load i64, ptr %p
  %is = icmp sgt i64 %every, 0
  br i1 %is, label %then, label %done
then:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %done
done:
  %q = getelementptr %m.O, ptr %o, i32 0, i32 1
  %all = load %go.slice, ptr %q
  %len = extractvalue %go.slice %all, 1
  br label %head
head:
  %i = phi i64 [ 0, %done ], [ %next, %body ]
  %more = icmp slt i64 %i, %len
  br i1 %more, label %body, label %end
body:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  %next = add i64 %i, 1
  br label %head
end:
  ret void
}

; Somebody else has it by then.
; CHECK-LABEL: define m.leaked
; CHECK: branch -> true
define void @m.leaked(ptr %map, ptr %o) {
  call void @m.keep(ptr %o)
  %p = getelementptr %m.O, ptr %o, i32 0, i32 0
  %every = load i64, ptr %p
  %is = icmp sgt i64 %every, 0
  br i1 %is, label %then, label %done
then:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %done
done:
  ret void
}

; CHECK-LABEL: define m.calls
; CHECK: call code=m.callee() {{.*}}given1=%[[F:[0-9]+]]
; CHECK: %[[F]] fields part m.O.#0=%[[C:[0-9]+]]
; CHECK: %[[C]] constant "3"
define void @m.calls(ptr %map) {
  %o = call ptr @runtime.newobject(ptr @"type:m.O")
  %p = getelementptr %m.O, ptr %o, i32 0, i32 0
  store i64 3, ptr %p
  call void @m.callee(ptr %map, ptr %o)
  ret void
}

; CHECK-LABEL: define m.shares
; CHECK-NOT: given1
; CHECK-LABEL: define m.last
define void @m.shares(ptr %map) {
  %o = call ptr @runtime.newobject(ptr @"type:m.O")
  call void @m.keep(ptr %o)
  call void @m.callee(ptr %map, ptr %o)
  ret void
}

define void @m.last(ptr %map) {
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  ret void
}
