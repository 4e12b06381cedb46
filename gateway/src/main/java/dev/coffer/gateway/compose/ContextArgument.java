package dev.coffer.gateway.compose;

/**
 * An argument that clients do not see: the gateway gives it the value of a field of an object above ({@code @fromContext}).
 *
 * @param name of the argument in its subgraph
 * @param type of the argument there; nothing in it is non-null
 * @param context that the object above must set, with its subgraph before it: {@code users__viewer}
 * @param selection the one field to read there, perhaps below others, perhaps another one for each type
 */
public record ContextArgument(String name, TypeRef type, String context, FieldSet selection) {}
