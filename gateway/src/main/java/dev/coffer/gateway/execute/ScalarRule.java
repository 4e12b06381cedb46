package dev.coffer.gateway.execute;

/** What the JSON of a scalar may be. Guards the client against a subgraph that answers another type than it declares. */
enum ScalarRule {
    INT,
    FLOAT,
    STRING,
    BOOLEAN,
    ID,
    CUSTOM;

    static ScalarRule of(String scalar) {
        return switch (scalar) {
            case "Int" -> INT;
            case "Float" -> FLOAT;
            case "String" -> STRING;
            case "Boolean" -> BOOLEAN;
            case "ID" -> ID;
            default -> CUSTOM;
        };
    }

    boolean admits(Json value) {
        if (!(value instanceof JsonScalar scalar)) {
            return this == CUSTOM;
        }
        return switch (this) {
            case INT -> scalar.isInteger();
            case FLOAT -> scalar.isNumber();
            case STRING -> scalar.isString();
            case BOOLEAN -> scalar.isBoolean();
            case ID -> scalar.isString() || scalar.isInteger();
            case CUSTOM -> true;
        };
    }
}
