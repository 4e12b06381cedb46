package dev.coffer.gateway.compose;

import java.util.Set;

/** A type of the supergraph, merged over the subgraphs that have it. */
public sealed interface TypeDef permits FieldedDef, UnionDef, EnumDef, InputDef, ScalarDef {
    String name();

    About about();

    /** Names of the subgraphs that have the type, in the order of the supergraph. */
    Set<String> subgraphs();

    /** True for types whose values have something to select, at least {@code __typename}. */
    default boolean isComposite() {
        return this instanceof FieldedDef || this instanceof UnionDef;
    }

    /** True for types that stand for several object types. */
    default boolean isAbstract() {
        return this instanceof InterfaceDef || this instanceof UnionDef;
    }
}
