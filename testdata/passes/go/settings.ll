; Branches that compare a parameter with a constant say so, and calls pass on
; constants and parameters that nobody can have changed.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
%go.type = type { i64, i64, ptr, ptr, ptr }
%go.string = type { ptr, i64 }
@"type:map[int]int" = constant %go.type { i64 21, i64 8, ptr null, ptr null, ptr null }
@"type:int" = constant %go.type { i64 2, i64 8, ptr null, ptr null, ptr null }
@str = private unnamed_addr constant [5 x i8] c"async"
!mapgraph.package = !{!0}
!0 = !{!"m", !"", !"", !"own", !"go1.26", !""}

declare void @runtime.mapclear(ptr, ptr)
declare i1 @runtime.eqstring(%go.string, %go.string)
declare ptr @runtime.newobject(ptr)
declare void @m.callee(ptr, i64, %go.string)

; CHECK-LABEL: define m.number
; CHECK: branch <= "0" cond=%[[P:[0-9]+]] -> false %1, true
; CHECK: %[[P]] param 1 "every"
define void @m.number(ptr %map, i64 %every) {
  %is = icmp sgt i64 %every, 0
  br i1 %is, label %then, label %done
then:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %done
done:
  ret void
}

; CHECK-LABEL: define m.flag
; CHECK: branch == "1" cond=%{{[0-9]+}} -> false %1, true
define void @m.flag(ptr %map, i1 %on) {
  %off = xor i1 %on, true
  br i1 %off, label %then, label %done
then:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %done
done:
  ret void
}

; CHECK-LABEL: define m.mode
; CHECK: branch == ""async"" cond=%{{[0-9]+}} -> true %1, false
define void @m.mode(ptr %map, %go.string %mode) {
  %is = call i1 @runtime.eqstring(%go.string %mode, %go.string { ptr @str, i64 5 })
  br i1 %is, label %then, label %done
then:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %done
done:
  ret void
}

; What is computed from a parameter is not the parameter.
; CHECK-LABEL: define m.computed
; CHECK: branch -> true
define void @m.computed(ptr %map, i64 %every) {
  %half = sdiv i64 %every, 2
  %is = icmp sgt i64 %half, 0
  br i1 %is, label %then, label %done
then:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %done
done:
  ret void
}

; A cell that a closure will have: still the parameter before that, not after.
; CHECK-LABEL: define m.captured
; CHECK: call code=m.callee() arg0=%{{[0-9]+}} arg1=%[[P:[0-9]+]] arg2=%[[T:[0-9]+]]
; CHECK: %[[P]] param 1
; CHECK: %[[T]] constant ""async""
; CHECK: branch == "7" cond=%[[P]] ->
; CHECK: branch -> true
define void @m.captured(ptr %map, i64 %every) {
  %cell = call ptr @runtime.newobject(ptr @"type:int")
  store i64 %every, ptr %cell
  %x = load i64, ptr %cell
  %is = icmp eq i64 %x, 7
  br i1 %is, label %then, label %done
then:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %done
done:
  call void @m.callee(ptr %cell, i64 %x, %go.string { ptr @str, i64 5 })
  %y = load i64, ptr %cell
  %again = icmp eq i64 %y, 7
  br i1 %again, label %more, label %end
more:
  call void @runtime.mapclear(ptr @"type:map[int]int", ptr %map)
  br label %end
end:
  ret void
}

; CHECK-LABEL: define m.passes
; CHECK: call code=m.callee() arg0=%{{[0-9]+}} arg1=%[[C:[0-9]+]] arg2=%[[S:[0-9]+]]
; CHECK: %[[C]] constant "-3"
; CHECK: %[[S]] param 1
define void @m.passes(ptr %map, %go.string %mode) {
  call void @m.callee(ptr %map, i64 -3, %go.string %mode)
  ret void
}
