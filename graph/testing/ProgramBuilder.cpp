//===- ProgramBuilder.cpp - Small programs for tests ----------------------===//

#include "graph/testing/ProgramBuilder.h"

#include "graph/model/Verifier.h"

#include <cstdio>
#include <cstdlib>

namespace mapgraph {

ProgramBuilder::ProgramBuilder() { node(NodeKind::Unknown); }

void ProgramBuilder::package(std::string_view Path, uint32_t Flags,
                             std::string_view Language) {
  Package P;
  P.Path = Draft.str(Path);
  P.Language = Draft.str(Language);
  P.Flags = Flags;
  Draft.Packages.push_back(P);
}

PackageId ProgramBuilder::currentPackage() {
  if (Draft.Packages.empty())
    package("example.com/p");
  return PackageId(Draft.Packages.size() - 1);
}

std::string ProgramBuilder::symbol(std::string_view Name) {
  std::string_view Path = Draft.str(Draft.package(currentPackage()).Path);
  return std::string(Path).append(".").append(Name);
}

Ref ProgramBuilder::addFunction(Function F) {
  FunctionId Id(Draft.Functions.size());
  Ref Code = node(NodeKind::Function, 0, Id, F.Loc, {}, Draft.str(F.Name));
  F.Node = NodeId(Code.Value);
  F.Display = F.Name;
  Draft.Functions.push_back(F);
  return Code;
}

FunctionBuilder &ProgramBuilder::function(std::string_view Name,
                                          uint32_t Flags) {
  Function F;
  F.Package = currentPackage();
  F.Name = Draft.str(symbol(Name));
  F.Loc = Draft.addLoc("p.go", ++Line, 1);
  F.Flags = Flags | FF_Defined;
  Ref Code = addFunction(F);
  FunctionId Id(Draft.Functions.size() - 1);
  return Bodies.emplace_back(*this, Id, Code);
}

Ref ProgramBuilder::declare(std::string_view Symbol, uint32_t Flags) {
  Function F;
  F.Name = Draft.str(Symbol);
  F.Flags = Flags;
  return addFunction(F);
}

Ref ProgramBuilder::global(std::string_view Name, std::string_view Type) {
  return node(NodeKind::Global, 0, {}, Draft.addLoc("p.go", ++Line, 1), Type,
              symbol(Name));
}

void ProgramBuilder::structType(std::string_view Name) {
  Draft.addType(Name, TypeKind::Struct);
}

void ProgramBuilder::method(std::string_view Type, std::string_view Method,
                            Ref F) {
  Draft.Methods.push_back(
      {Draft.addType(Type), Draft.str(Method), NodeId(F.Value)});
  std::string_view Named = Type.substr(Type.starts_with("*"));
  FunctionId Row = Draft.node(NodeId(F.Value)).Function;
  Draft.Functions[Row.Value].Receiver = Draft.addType(Named);
}

Ref ProgramBuilder::node(NodeKind K, uint8_t Op, FunctionId F, LocId L,
                         std::string_view Type, std::string_view Name,
                         uint16_t Flags) {
  TypeId T;
  if (!Type.empty())
    T = Draft.addType(Type, Type.starts_with("map[") ? TypeKind::Map
                                                     : TypeKind::Other);
  return {Draft.addNode(K, Op, F, L, T, Draft.str(Name), Flags).Value};
}

void ProgramBuilder::edge(Ref From, Ref To, EdgeKind K, uint32_t Label) {
  Draft.addEdge(NodeId(From.Value), NodeId(To.Value), K, Label);
}

Graph ProgramBuilder::build() {
  for (FunctionBuilder &Body : Bodies)
    Body.finish();

  // Nodes outside functions first, then one body after the other.
  std::vector<std::vector<uint32_t>> Parts(Draft.Functions.size() + 1);
  for (uint32_t N = 0; N != Draft.Nodes.size(); ++N) {
    const Node &X = Draft.Nodes[N];
    bool IsOwned = X.kind() >= NodeKind::Value;
    Parts[IsOwned ? X.Function.Value + 1 : 0].push_back(N);
  }

  Graph G = Draft;
  G.Nodes.clear();
  Place.resize(Draft.Nodes.size());
  for (size_t I = 0; I != Parts.size(); ++I) {
    if (I && !Parts[I].empty()) {
      G.Functions[I - 1].First = NodeId(G.Nodes.size());
      G.Functions[I - 1].Count = static_cast<uint32_t>(Parts[I].size());
    }
    for (uint32_t N : Parts[I]) {
      Place[N] = NodeId(G.Nodes.size());
      G.Nodes.push_back(Draft.Nodes[N]);
    }
  }
  for (Edge &E : G.Edges) {
    E.From = Place[E.From.Value];
    E.To = Place[E.To.Value];
  }
  for (Function &F : G.Functions)
    F.Node = Place[F.Node.Value];
  for (Method &M : G.Methods)
    M.Function = Place[M.Function.Value];
  if (std::optional<std::string> Error = verify(G)) {
    std::fprintf(stderr, "ProgramBuilder: %s\n", Error->c_str());
    std::abort();
  }
  G.freeze();
  return G;
}

FunctionBuilder::FunctionBuilder(ProgramBuilder &P, FunctionId Id, Ref Code)
    : P(P), Id(Id), Code(Code) {
  event(NodeKind::Entry);
}

Ref FunctionBuilder::value(std::string_view Name, std::string_view Type) {
  return P.node(NodeKind::Value, 0, Id, {}, Type, Name);
}

Ref FunctionBuilder::constant(std::string_view Text) {
  return P.node(NodeKind::Value, static_cast<uint8_t>(ValueKind::Constant), Id,
                {}, {}, Text);
}

Ref FunctionBuilder::param(std::string_view Type) {
  return P.node(NodeKind::Param, NumParams++, Id, {}, Type);
}

Ref FunctionBuilder::copy(const std::vector<Ref> &From, std::string_view Type) {
  Ref V = value({}, Type);
  for (Ref F : From)
    P.edge(F, V, EdgeKind::Copy);
  return V;
}

Ref FunctionBuilder::field(Ref Base, std::string_view Selector) {
  Ref V = value();
  P.edge(Base, V, EdgeKind::Field, P.Draft.addSelector(Selector));
  return V;
}

Ref FunctionBuilder::part(Ref Whole, std::string_view Selector) {
  Ref V = P.node(NodeKind::Value, static_cast<uint8_t>(ValueKind::Part), Id);
  P.edge(Whole, V, EdgeKind::Part, P.Draft.addSelector(Selector));
  return V;
}

Ref FunctionBuilder::fields(
    const std::vector<std::pair<std::string_view, Ref>> &Parts) {
  Ref V = P.node(NodeKind::Value, static_cast<uint8_t>(ValueKind::Fields), Id);
  for (const auto &[Selector, Part] : Parts)
    P.edge(V, Part, EdgeKind::Part, P.Draft.addSelector(Selector));
  return V;
}

void FunctionBuilder::give(Ref Call, uint32_t Position, Ref Contents) {
  P.edge(Call, Contents, EdgeKind::Given, Position);
}

Ref FunctionBuilder::load(Ref Address) {
  Ref V = value();
  P.edge(Address, V, EdgeKind::Load);
  return V;
}

Ref FunctionBuilder::iface(Ref From, std::string_view DynamicType) {
  Ref V = copy({From}, DynamicType);
  P.Draft.node(NodeId(V.Value)).Flags |= NF_Iface;
  return V;
}

Ref FunctionBuilder::result(Ref Op, uint32_t Index, std::string_view Type) {
  Ref V = value({}, Type);
  P.edge(Op, V, EdgeKind::ResultOf, Index);
  return V;
}

Ref FunctionBuilder::event(NodeKind K, uint8_t Op, uint16_t Flags,
                           std::string_view Type, std::string_view Name) {
  LocId At = P.Draft.addLoc("p.go", ++P.Line, 1);
  Ref E = P.node(K, Op, Id, At, Type, Name, Flags);
  continueAt(E);
  return E;
}

void FunctionBuilder::continueAt(Ref Event) {
  for (auto [From, Label] : Ends)
    P.edge(From, Event, EdgeKind::Next, Label);
  Ends = {{Event, 0}};
  Last = Event;
}

void FunctionBuilder::passArgs(Ref Op, const std::vector<Ref> &Args) {
  for (uint32_t I = 0; I != Args.size(); ++I)
    P.edge(Op, Args[I], EdgeKind::Arg, I);
}

Ref FunctionBuilder::object(ObjectKind K, std::string_view Type,
                            uint16_t Flags) {
  return event(NodeKind::Object, static_cast<uint8_t>(K), Flags, Type);
}

Ref FunctionBuilder::closure(Ref F, const std::vector<Ref> &Captured) {
  Ref C = object(ObjectKind::Closure);
  P.edge(C, F, EdgeKind::Code);
  for (size_t I = 0; I != Captured.size(); ++I)
    store(field(C, "closure." + std::to_string(I + 1)), Captured[I]);
  return C;
}

Ref FunctionBuilder::channel(unsigned Capacity) {
  uint16_t Flags = Capacity ? NF_Buffered : 0;
  return object(ObjectKind::Channel, {},
                Capacity == 1 ? Flags | NF_Single : Flags);
}

Ref FunctionBuilder::read(Ref Address) {
  Ref Op = event(NodeKind::Access, static_cast<uint8_t>(AccessKind::Read));
  P.edge(Op, Address, EdgeKind::Addr);
  return Op;
}

Ref FunctionBuilder::store(Ref Address, Ref Value) {
  Ref Op = event(NodeKind::Access, static_cast<uint8_t>(AccessKind::Write));
  P.edge(Op, Address, EdgeKind::Addr);
  P.edge(Op, Value, EdgeKind::Val);
  return Op;
}

Ref FunctionBuilder::make(std::string_view Type) {
  Ref Op =
      event(NodeKind::MapOp, static_cast<uint8_t>(MapOpKind::Make), 0, Type);
  return result(Op, 0, Type);
}

Ref FunctionBuilder::mapOp(MapOpKind K, Ref Map) {
  Ref Op = event(NodeKind::MapOp, static_cast<uint8_t>(K), 0, "map[string]int");
  P.edge(Op, Map, EdgeKind::Addr);
  return Op;
}

Ref FunctionBuilder::lookup(Ref Map, Ref Key) {
  Ref Op = mapOp(MapOpKind::Lookup, Map);
  P.edge(Op, Key, EdgeKind::Key);
  return Op;
}

Ref FunctionBuilder::update(Ref Map, Ref Key, Ref Value) {
  Ref Op = mapOp(MapOpKind::Update, Map);
  P.edge(Op, Key, EdgeKind::Key);
  P.edge(Op, Value, EdgeKind::Val);
  return Op;
}

Ref FunctionBuilder::erase(Ref Map, Ref Key) {
  Ref Op = mapOp(MapOpKind::Delete, Map);
  P.edge(Op, Key, EdgeKind::Key);
  return Op;
}

Ref FunctionBuilder::sync(SyncOpKind K, Ref Object, uint16_t Flags) {
  Ref Op = event(NodeKind::SyncOp, static_cast<uint8_t>(K), Flags);
  P.edge(Op, Object, EdgeKind::Addr);
  return Op;
}

Ref FunctionBuilder::sync(SyncOpKind K, Ref Object, Ref F, uint16_t Flags) {
  Ref Op = sync(K, Object, Flags);
  P.edge(Op, F, EdgeKind::Code);
  return Op;
}

Ref FunctionBuilder::flag(SyncOpKind K, Ref Variable, std::string_view Constant,
                          uint16_t Flags) {
  Ref Op =
      event(NodeKind::SyncOp, static_cast<uint8_t>(K), Flags, {}, Constant);
  P.edge(Op, Variable, EdgeKind::Addr);
  return Op;
}

Ref FunctionBuilder::lock(Ref Mutex, uint16_t Flags) {
  return sync(SyncOpKind::Lock, Mutex, Flags);
}

Ref FunctionBuilder::unlock(Ref Mutex, uint16_t Flags) {
  return sync(SyncOpKind::Unlock, Mutex, Flags);
}

Ref FunctionBuilder::send(Ref Channel, Ref Value) {
  Ref Op = sync(SyncOpKind::Send, Channel);
  P.edge(Op, Value, EdgeKind::Val);
  return Op;
}

Ref FunctionBuilder::spawn(Ref F, const std::vector<Ref> &Args,
                           uint16_t Flags) {
  Ref Op =
      event(NodeKind::SyncOp, static_cast<uint8_t>(SyncOpKind::Spawn), Flags);
  P.edge(Op, F, EdgeKind::Code);
  passArgs(Op, Args);
  return Op;
}

Ref FunctionBuilder::spawnJoinable(Ref Handle, Ref F,
                                   const std::vector<Ref> &Args) {
  Ref Op = spawn(F, Args);
  P.edge(Op, Handle, EdgeKind::Addr);
  return Op;
}

Ref FunctionBuilder::callback(Ref F, const std::vector<Ref> &Args,
                              uint16_t Flags) {
  Ref Op = event(NodeKind::SyncOp, static_cast<uint8_t>(SyncOpKind::Callback),
                 Flags);
  P.edge(Op, F, EdgeKind::Code);
  passArgs(Op, Args);
  return Op;
}

Ref FunctionBuilder::callOp(CallKind K, Ref F, const std::vector<Ref> &Args,
                            uint16_t Flags) {
  Ref Op = event(NodeKind::Call, static_cast<uint8_t>(K), Flags);
  P.edge(Op, F, EdgeKind::Code);
  passArgs(Op, Args);
  return Op;
}

Ref FunctionBuilder::call(Ref F, const std::vector<Ref> &Args, uint16_t Flags) {
  return callOp(CallKind::Direct, F, Args, Flags);
}

Ref FunctionBuilder::callIndirect(Ref F, const std::vector<Ref> &Args) {
  return callOp(CallKind::Indirect, F, Args, 0);
}

Ref FunctionBuilder::callSync(Ref F, const std::vector<Ref> &Args) {
  return callOp(CallKind::Sync, F, Args, 0);
}

Ref FunctionBuilder::callMethod(Ref Iface, std::string_view Method,
                                const std::vector<Ref> &Args) {
  Ref Op = event(NodeKind::Call, static_cast<uint8_t>(CallKind::Interface), 0,
                 {}, Method);
  P.edge(Op, Iface, EdgeKind::Recv);
  P.edge(Op, Iface, EdgeKind::Arg, 0);
  for (uint32_t I = 0; I != Args.size(); ++I)
    P.edge(Op, Args[I], EdgeKind::Arg, I + 1);
  return Op;
}

void FunctionBuilder::branch(const Part &Then, const Part &Else, Ref Cond) {
  Ref Split = event(NodeKind::Branch);
  if (Cond != Ref())
    P.edge(Split, Cond, EdgeKind::Cond);
  arms(Split, Then, Else);
}

void FunctionBuilder::branchOn(Ref Param, TestKind Test,
                               std::string_view Constant, const Part &Then,
                               const Part &Else) {
  Ref Split =
      event(NodeKind::Branch, static_cast<uint8_t>(Test), 0, {}, Constant);
  P.edge(Split, Param, EdgeKind::Cond);
  arms(Split, Then, Else);
}

void FunctionBuilder::arms(Ref Split, const Part &Then, const Part &Else) {
  Ends = {{Split, 1}};
  Then();
  std::vector<std::pair<Ref, uint32_t>> Open;
  Open.swap(Ends);
  Ends = {{Split, 2}};
  if (Else)
    Else();
  Ends.insert(Ends.end(), Open.begin(), Open.end());
  if (Ends.size() > 1)
    event(NodeKind::Merge);
}

void FunctionBuilder::loop(const Part &Body, const std::function<Ref()> &Test) {
  Ref Head = event(NodeKind::Merge);
  Ref Cond = Test ? Test() : Ref();
  Ref Split = event(NodeKind::Branch);
  if (Cond != Ref())
    P.edge(Split, Cond, EdgeKind::Cond);
  repeat(Head, Split, Body);
}

void FunctionBuilder::rounds(Ref Number, const Part &Body) {
  Ref Head = event(NodeKind::Merge);
  Ref Split = event(NodeKind::Branch, static_cast<uint8_t>(TestKind::Rounds));
  P.edge(Split, Number, EdgeKind::Cond);
  repeat(Head, Split, Body);
}

void FunctionBuilder::repeat(Ref Head, Ref Split, const Part &Body) {
  Ends = {{Split, 1}};
  Body();
  for (auto [From, Label] : Ends)
    P.edge(From, Head, EdgeKind::Next, Label);
  Ends = {{Split, 2}};
}

Ref FunctionBuilder::ret(const std::vector<Ref> &Values, uint16_t Flags) {
  for (size_t I = 0; I != Values.size(); ++I) {
    if (I == Results.size())
      Results.push_back(P.node(NodeKind::Result, static_cast<uint8_t>(I), Id));
    P.edge(Values[I], Results[I], EdgeKind::Copy);
  }
  Ref Op = event(NodeKind::Return, 0, Flags);
  Ends.clear();
  return Op;
}

Ref FunctionBuilder::answer(std::string_view Says) {
  Ref Op = event(NodeKind::Return, 0, 0, {}, Says);
  Ends.clear();
  return Op;
}

void FunctionBuilder::finish() {
  if (!Ends.empty())
    ret();
}

} // namespace mapgraph
