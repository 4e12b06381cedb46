package dev.coffer.gateway.execute;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Compares JSON with input types and collects all that does not fit. */
final class InputCheck {
    /** Wrong values that one request is told about. */
    static final int MAX_ERRORS = 50;

    private static final int LONGEST_INT = 11;

    private final List<GraphQlError> errors = new ArrayList<>();

    List<GraphQlError> errors() {
        return errors;
    }

    void wrong(String place, String problem) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(GraphQlError.of(GatewayError.BAD_USER_INPUT, "Variable " + place + " " + problem + "."));
        }
    }

    void check(String place, GraphQLType type, Json value) {
        if (type instanceof GraphQLNonNull nonNull) {
            if (value.isNull()) {
                wrong(place, "is null, and its type does not allow that");
            } else {
                check(place, nonNull.getWrappedType(), value);
            }
            return;
        }
        if (value.isNull()) {
            return;
        }
        switch (type) {
            case GraphQLList list -> checkList(place, list, value);
            case GraphQLInputObjectType input -> checkObject(place, input, value);
            case GraphQLEnumType enumeration -> checkEnum(place, enumeration, value);
            case GraphQLScalarType scalar -> checkScalar(place, scalar, value);
            default -> wrong(place, "is of a type that is no input");
        }
    }

    private void checkList(String place, GraphQLList list, Json value) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                check(place + "[" + i + "]", list.getWrappedType(), array.get(i));
            }
        } else {
            check(place, list.getWrappedType(), value);
        }
    }

    private void checkObject(String place, GraphQLInputObjectType type, Json value) {
        if (!(value instanceof JsonObject object)) {
            wrong(place, "has to be an object of type " + type.getName());
            return;
        }
        for (String key : object.keys()) {
            if (type.getFieldDefinition(key) == null) {
                wrong(place + "." + key, "is unknown: " + type.getName() + " has no field of that name");
            }
        }
        for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
            Json member = object.find(field.getName());
            if (member != null) {
                check(place + "." + field.getName(), field.getType(), member);
            } else if (field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue()) {
                wrong(place + "." + field.getName(), "is required and was not given");
            }
        }
        if (type.isOneOf()) {
            checkOneOf(place, type, object);
        }
    }

    private void checkOneOf(String place, GraphQLInputObjectType type, JsonObject object) {
        if (object.size() != 1 || object.value(0).isNull()) {
            wrong(place, "needs exactly one field of " + type.getName() + ", and that not null");
        }
    }

    private void checkEnum(String place, GraphQLEnumType type, Json value) {
        boolean isKnown =
                value instanceof JsonScalar scalar && scalar.isString() && type.getValue(scalar.text()) != null;
        if (!isKnown) {
            wrong(place, "has to be the name of a value of " + type.getName());
        }
    }

    private void checkScalar(String place, GraphQLScalarType type, Json value) {
        ScalarRule rule = ScalarRule.of(type.getName());
        if (!rule.admits(value) || (rule == ScalarRule.INT && !isInt((JsonScalar) value))) {
            wrong(place, "is no " + type.getName());
        }
    }

    private static boolean isInt(JsonScalar scalar) {
        return scalar.length() <= LONGEST_INT && new BigInteger(scalar.literal()).bitLength() < Integer.SIZE;
    }
}
