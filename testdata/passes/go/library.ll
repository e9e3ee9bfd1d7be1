; What library calls do: handlers run in threads of the library, fmt and
; encoding/json read the maps they get, OnceFunc runs its function once.
; REQUIRES: plugin
; RUN: %opt -passes='print<map-graph>' -disable-output %s | FileCheck-19 %s
; CHECK-NOT: broken
%go.type = type { i64, i64, ptr, ptr, ptr }
%go.string = type { ptr, i64 }
%go.iface = type { ptr, ptr }
%go.slice = type { ptr, i64, i64 }
%"net/http.Server" = type { ptr, %go.iface }
@"type:map[int]int" = constant %go.type { i64 21, i64 8, ptr null, ptr null, ptr null }
@"type:*m.H" = constant %go.type { i64 22, i64 8, ptr null, ptr null, ptr @"methods:*m.H" }
@"type:[1]any" = constant %go.type { i64 17, i64 16, ptr null, ptr null, ptr null }
@"imethod:ServeHTTP func(net/http.ResponseWriter, *net/http.Request)" = constant i8 0
@"imethod:String func() string" = constant i8 0
@"methods:*m.H" = constant [2 x { ptr, ptr }] [{ ptr, ptr } { ptr @"imethod:ServeHTTP func(net/http.ResponseWriter, *net/http.Request)", ptr @"m.(*H).ServeHTTP" }, { ptr, ptr } { ptr @"imethod:String func() string", ptr @"m.(*H).String" }]
!mapgraph.package = !{!0}
!0 = !{!"m", !"", !"", !"own", !"go1.26", !""}
!llvm.dbg.cu = !{!1}
!llvm.module.flags = !{!8}
!1 = distinct !DICompileUnit(language: DW_LANG_Go, file: !2, producer: "test", emissionKind: FullDebug, retainedTypes: !3)
!2 = !DIFile(filename: "m.go", directory: "/dir")
!3 = !{!4}
!4 = !DICompositeType(tag: DW_TAG_structure_type, name: "net/http.Server", size: 192, elements: !5)
!5 = !{!6, !7}
!6 = !DIDerivedType(tag: DW_TAG_member, name: "Addr", scope: !4, baseType: !9, size: 64)
!7 = !DIDerivedType(tag: DW_TAG_member, name: "Handler", scope: !4, baseType: !9, size: 128, offset: 64)
!9 = !DIBasicType(name: "any", size: 64, encoding: DW_ATE_address)
!8 = !{i32 2, !"Debug Info Version", i32 3}

declare void @"net/http.HandleFunc"(%go.string, ptr)
declare void @"net/http.Handle"(%go.string, %go.iface)
declare { i64, %go.iface } @fmt.Println(%go.slice)
declare { %go.slice, %go.iface } @"encoding/json.Marshal"(%go.iface)
declare ptr @sync.OnceFunc(ptr)
declare ptr @runtime.newobject(ptr)
declare void @"m.(*H).ServeHTTP"(ptr, %go.iface, ptr)
declare %go.string @"m.(*H).String"(ptr)

; CHECK-LABEL: define m.handlers
; CHECK: callback many own "net/http.HandleFunc" code=%[[F:[0-9]+]]
; CHECK: %[[F]] param 0 "f"
; CHECK: callback many own "ServeHTTP func(net/http.ResponseWriter, *net/http.Request)" code=%[[I:[0-9]+]] recv=%[[I]] arg0=%[[I]]
; CHECK: %[[I]] value iface "i1" : *m.H
; CHECK: callback many own "ServeHTTP func(net/http.ResponseWriter, *net/http.Request)" code=%[[I]]
; CHECK: field net/http.Server.Handler
define void @m.handlers(ptr %f, ptr %h, ptr %server) {
  call void @"net/http.HandleFunc"(%go.string undef, ptr %f)
  %i0 = insertvalue %go.iface undef, ptr @"type:*m.H", 0
  %i1 = insertvalue %go.iface %i0, ptr %h, 1
  call void @"net/http.Handle"(%go.string undef, %go.iface %i1)
  %field = getelementptr inbounds %"net/http.Server", ptr %server, i32 0, i32 1
  store %go.iface %i1, ptr %field
  ret void
}

; The array of arguments is nobody's memory; String is called on what has it.
; CHECK-LABEL: define m.prints
; CHECK: %[[M:[0-9]+]] param 0 "m"
; CHECK: map-iterate lib "fmt.Println" : map[int]int addr=%[[M]]
; CHECK: callback call "String func() string" code=m.(*H).String() arg0=%[[H:[0-9]+]]
; CHECK: map-iterate lib "encoding/json.Marshal" : map[int]int addr=%[[M]]
; CHECK-NOT: unknown
define void @m.prints(ptr %m, ptr %h) {
  %args = call ptr @runtime.newobject(ptr @"type:[1]any")
  %a0 = getelementptr [2 x %go.iface], ptr %args, i64 0, i64 0
  %i0 = insertvalue %go.iface undef, ptr @"type:map[int]int", 0
  %i1 = insertvalue %go.iface %i0, ptr %m, 1
  store %go.iface %i1, ptr %a0
  %a1 = getelementptr [2 x %go.iface], ptr %args, i64 0, i64 1
  %j0 = insertvalue %go.iface undef, ptr @"type:*m.H", 0
  %j1 = insertvalue %go.iface %j0, ptr %h, 1
  store %go.iface %j1, ptr %a1
  %s0 = insertvalue %go.slice undef, ptr %args, 0
  %r = call { i64, %go.iface } @fmt.Println(%go.slice %s0)
  %q = call { %go.slice, %go.iface } @"encoding/json.Marshal"(%go.iface %i1)
  ret void
}

; CHECK-LABEL: define m.once
; CHECK: %[[C:[0-9]+]] closure code=m.once.once1()
; CHECK: write addr=%[[CELL:[0-9]+]] val=%[[F:[0-9]+]]
; CHECK-LABEL: define m.once.once1 artificial
; CHECK: %[[SELF:[0-9]+]] param 0
; CHECK: %[[A:[0-9]+]] value = field closure.1 %[[SELF]]
; CHECK: %[[G:[0-9]+]] value = load %[[A]]
; CHECK: once "sync.OnceFunc" addr=%[[SELF]] code=%[[G]]
define ptr @m.once(ptr %f) {
  %g = call ptr @sync.OnceFunc(ptr %f)
  ret ptr %g
}
