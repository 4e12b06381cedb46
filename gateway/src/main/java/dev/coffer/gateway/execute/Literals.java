package dev.coffer.gateway.execute;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.Objects;

/** GraphQL literals as JSON. */
final class Literals {
    private Literals() {}

    /** @throws IllegalArgumentException if the literal contains a variable, which a default must not */
    static Json toJson(Value<?> literal) {
        return switch (literal) {
            case NullValue ignored -> JsonScalar.NULL;
            case BooleanValue truth -> truth.isValue() ? JsonScalar.TRUE : JsonScalar.FALSE;
            case IntValue whole -> JsonScalar.ofLiteral(whole.getValue().toString());
            case FloatValue number -> JsonScalar.ofLiteral(number.getValue().toString());
            case StringValue text -> JsonScalar.ofText(Objects.requireNonNull(text.getValue()));
            case EnumValue name -> JsonScalar.ofText(name.getName());
            case ArrayValue list -> {
                JsonArray array = new JsonArray();
                for (Value<?> item : list.getValues()) {
                    array.add(toJson(item));
                }
                yield array;
            }
            case ObjectValue object -> {
                JsonObject members = new JsonObject();
                for (ObjectField field : object.getObjectFields()) {
                    members.put(field.getName(), toJson(field.getValue()));
                }
                yield members;
            }
            default ->
                throw new IllegalArgumentException(
                        "no constant: " + literal.getClass().getSimpleName());
        };
    }
}
