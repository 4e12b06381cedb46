package dev.coffer.core.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Whether a consumer's record can be read from the record that an emitter writes. A consumer declares only what it needs, so an
 * emitter may add fields at any time; one that it removes or changes breaks whoever reads it, and a test says whom.
 */
public final class EventContract {

    private EventContract() {}

    /** What the record lacks of what is read, one sentence each; empty where the two fit. */
    public static List<String> problems(Class<?> told, Class<?> read) {
        List<String> problems = new ArrayList<>();
        compare("", told, read, problems);
        return List.copyOf(problems);
    }

    private static void compare(String path, Class<?> told, Class<?> read, List<String> problems) {
        for (RecordComponent wanted : read.getRecordComponents()) {
            String field = path + wanted.getName();
            Arrays.stream(told.getRecordComponents())
                    .filter(given -> given.getName().equals(wanted.getName()))
                    .findFirst()
                    .ifPresentOrElse(
                            given -> compare(field, given.getGenericType(), wanted.getGenericType(), problems),
                            () -> problems.add("field " + field + " is not told"));
        }
    }

    private static void compare(String field, Type told, Type read, List<String> problems) {
        if (isRecord(told) && isRecord(read)) {
            compare(field + ".", (Class<?>) told, (Class<?>) read, problems);
        } else if (!kindOf(told).equals(kindOf(read))) {
            problems.add("field " + field + " is told as " + kindOf(told) + " and read as " + kindOf(read));
        } else if (isMany(told)) {
            compare(field + "[]", elementOf(told), elementOf(read), problems);
        }
    }

    /** What a component is in JSON: "text", "number", "boolean", "object", "list of text". */
    public static String kindOf(Type type) {
        if (isMany(type)) {
            return "list of " + kindOf(elementOf(type));
        }
        Class<?> raw = rawOf(type);
        if (raw == boolean.class || raw == Boolean.class) {
            return "boolean";
        }
        if (raw.isRecord() || Map.class.isAssignableFrom(raw)) {
            return "object";
        }
        boolean isNumber = raw.isPrimitive() && raw != char.class || Number.class.isAssignableFrom(raw);
        return isNumber ? "number" : "text";
    }

    private static boolean isRecord(Type type) {
        return type instanceof Class<?> raw && raw.isRecord();
    }

    private static boolean isMany(Type type) {
        return Collection.class.isAssignableFrom(rawOf(type));
    }

    private static Type elementOf(Type many) {
        return many instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> rawOf(Type type) {
        return switch (type) {
            case Class<?> raw -> raw;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }
}
