; Fields that sections of a lock test and set: which stores take them, which
; only change them, and what a test says until the section is over.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
%"m.S" = type { ptr, ptr, i64, i1, i1, i1 }
!llvm.dbg.cu = !{!2}
!llvm.module.flags = !{!4}
!mapgraph.package = !{!0}
!0 = !{!"example.org/m", !"example.org", !"v1.2.3", !"own,main", !"go1.26", !"/dir"}
!2 = distinct !DICompileUnit(language: DW_LANG_Go, file: !3, producer: "mapgraph-go", isOptimized: false, runtimeVersion: 0, emissionKind: FullDebug, retainedTypes: !5)
!3 = !DIFile(filename: "m.go", directory: "/dir")
!4 = !{i32 2, !"Debug Info Version", i32 3}
!5 = !{!6}
!6 = !DICompositeType(tag: DW_TAG_structure_type, name: "m.S", file: !3, line: 1, size: 320, elements: !7)
!7 = !{!8, !9, !11, !10, !12, !13}
!8 = !DIDerivedType(tag: DW_TAG_member, name: "mu", file: !3, line: 1, baseType: !14, size: 64)
!9 = !DIDerivedType(tag: DW_TAG_member, name: "other", file: !3, line: 1, baseType: !14, size: 64, offset: 64)
!10 = !DIDerivedType(tag: DW_TAG_member, name: "closed", file: !3, line: 1, baseType: !15, size: 8, offset: 192)
!11 = !DIDerivedType(tag: DW_TAG_member, name: "state", file: !3, line: 1, baseType: !14, size: 64, offset: 128)
!12 = !DIDerivedType(tag: DW_TAG_member, name: "Public", file: !3, line: 1, baseType: !15, size: 8, offset: 200)
!13 = !DIDerivedType(tag: DW_TAG_member, name: "given", file: !3, line: 1, baseType: !15, size: 8, offset: 208)
!14 = !DIBasicType(name: "int", size: 64, encoding: DW_ATE_unsigned)
!15 = !DIBasicType(name: "bool", size: 8, encoding: DW_ATE_unsigned)

declare void @"sync.(*Mutex).Lock"(ptr)
declare void @"sync.(*Mutex).Unlock"(ptr)
declare void @m.use(ptr)

; Only who has found it false sets it.
; CHECK-LABEL: define m.close
; CHECK: %[[STILL:[0-9]+]] still addr=%[[CLOSED:[0-9]+]]
; CHECK: %[[PAST:[0-9]+]] past addr=%[[CLOSED]]
; CHECK: take "1" addr=%[[CLOSED]]
; CHECK: branch -> true %[[PAST]], false %[[STILL]]
define void @m.close(ptr %s) {
  %mu = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 0
  %closed = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 3
  call void @"sync.(*Mutex).Lock"(ptr %mu)
  %is = load i1, ptr %closed
  br i1 %is, label %leave, label %go
leave:
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  ret void
go:
  %again = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 3
  store i1 true, ptr %again
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  ret void
}

; Several states are tested one after the other.
; CHECK-LABEL: define m.start
; CHECK: past
; CHECK-NOT: still
; CHECK: take "1|2"
; CHECK: reset "3"
define void @m.start(ptr %s) {
  %mu = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 0
  %state = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 2
  call void @"sync.(*Mutex).Lock"(ptr %mu)
  %a = load i64, ptr %state
  %one = icmp eq i64 %a, 1
  br i1 %one, label %leave, label %next
next:
  %b = load i64, ptr %state
  %two = icmp eq i64 %b, 2
  br i1 %two, label %leave, label %go
leave:
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  ret void
go:
  store i64 1, ptr %state
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  store i64 3, ptr %state
  ret void
}

; The lock was given back between the test and the store; another lock is none.
; CHECK-LABEL: define m.late
; CHECK-NOT: take
; CHECK: reset confined "1"
; CHECK-NOT: take
; CHECK: reset "1"
define void @m.late(ptr %s) {
  %mu = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 0
  %other = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 1
  %closed = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 3
  call void @"sync.(*Mutex).Lock"(ptr %mu)
  %is = load i1, ptr %closed
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  br i1 %is, label %leave, label %go
go:
  call void @"sync.(*Mutex).Lock"(ptr %mu)
  store i1 true, ptr %closed
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  call void @"sync.(*Mutex).Lock"(ptr %other)
  %too = load i1, ptr %closed
  br i1 %too, label %leave2, label %set
set:
  store i1 true, ptr %closed
  br label %leave2
leave2:
  call void @"sync.(*Mutex).Unlock"(ptr %other)
  br label %leave
leave:
  ret void
}

; Other packages can change the one, whoever has its address the other.
; CHECK-LABEL: define m.public
; CHECK-NOT: {{take|reset|still|past}}
; CHECK: call code=m.use()
define void @m.public(ptr %s) {
  %mu = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 0
  %public = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 4
  %given = getelementptr inbounds %"m.S", ptr %s, i32 0, i32 5
  call void @"sync.(*Mutex).Lock"(ptr %mu)
  %is = load i1, ptr %public
  %too = load i1, ptr %given
  br i1 %is, label %leave, label %next
next:
  br i1 %too, label %leave, label %go
go:
  store i1 true, ptr %public
  store i1 true, ptr %given
  br label %leave
leave:
  call void @"sync.(*Mutex).Unlock"(ptr %mu)
  call void @m.use(ptr %given)
  ret void
}
