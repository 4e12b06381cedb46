package dev.coffer.core.config;

import dev.coffer.core.money.Money;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A setting's record: what it declares, and how it is made from texts. */
final class RecordSchema<T extends Record> {

    private final SettingDeclaration declaration;
    private final List<Class<?>> types;
    private final Constructor<T> constructor;

    private RecordSchema(SettingDeclaration declaration, List<Class<?>> types, Constructor<T> constructor) {
        this.declaration = declaration;
        this.types = types;
        this.constructor = constructor;
    }

    /** @throws IllegalArgumentException naming the component that is not declared, or whose default breaks its own rule */
    static <T extends Record> RecordSchema<T> of(Class<T> type, String key, String description) {
        List<FieldDeclaration> fields = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            SettingField annotation = component.getAnnotation(SettingField.class);
            if (annotation == null) {
                throw new IllegalArgumentException(type.getName() + "." + component.getName() + " lacks @SettingField");
            }
            fields.add(field(component, annotation, key));
            types.add(component.getType());
        }
        SettingDeclaration declaration = new SettingDeclaration(key, description, fields);
        requireOrders(declaration);
        RecordSchema<T> schema = new RecordSchema<>(declaration, types, constructor(type, types));
        List<SettingProblem> problems = declaration.check(declaration.defaults());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(key + " breaks its own rules: " + problems);
        }
        schema.make(declaration.defaults());
        return schema;
    }

    SettingDeclaration declaration() {
        return declaration;
    }

    /**
     * @param values of all fields, checked
     * @throws IllegalArgumentException what the record's own constructor says
     */
    T make(Map<String, String> values) {
        Object[] arguments = new Object[types.size()];
        for (int i = 0; i < arguments.length; i++) {
            FieldDeclaration field = declaration.fields().get(i);
            Object parsed = field.type().parse(Objects.requireNonNull(values.get(field.name()), field.name()));
            arguments[i] = convert(parsed, types.get(i));
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                throw reason;
            }
            throw new IllegalStateException(declaration.key() + " cannot be made", refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(declaration.key() + " cannot be made", impossible);
        }
    }

    private static FieldDeclaration field(RecordComponent component, SettingField annotation, String key) {
        SettingType type = typeOf(component);
        FieldDeclaration field = new FieldDeclaration(
                component.getName(),
                type,
                annotation.description(),
                annotation.value(),
                emptyToNull(annotation.min()),
                emptyToNull(annotation.max()),
                annotation.decimals(),
                emptyToNull(annotation.pattern()),
                choices(component),
                emptyToNull(annotation.atMost()),
                annotation.perTenant());
        SettingProblem problem = field.check(annotation.value());
        if (problem != null) {
            throw new IllegalArgumentException(key + ": the default breaks its own rule: " + problem.message());
        }
        if (component.getType() == int.class && (field.min() == null || field.max() == null)) {
            throw new IllegalArgumentException(key + "." + field.name() + ": an int needs a min and a max");
        }
        if (field.isSecret() && !annotation.value().isEmpty()) {
            throw new IllegalArgumentException(key + "." + field.name() + ": a secret in the code is none");
        }
        return new FieldDeclaration(
                field.name(),
                type,
                field.description(),
                field.canonical(field.defaultText()),
                field.min(),
                field.max(),
                field.decimals(),
                field.pattern(),
                field.choices(),
                field.atMost(),
                field.isPerTenant());
    }

    private static SettingType typeOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return SettingType.TEXT;
        } else if (type == Secret.class) {
            return SettingType.SECRET;
        } else if (type == int.class || type == long.class) {
            return SettingType.INTEGER;
        } else if (type == BigDecimal.class) {
            return SettingType.DECIMAL;
        } else if (type == boolean.class) {
            return SettingType.SWITCH;
        } else if (type == Duration.class) {
            return SettingType.DURATION;
        } else if (type.isEnum()) {
            return SettingType.CHOICE;
        } else if (type == Money.class) {
            return SettingType.MONEY;
        } else if (isDecimals(component)) {
            return SettingType.DECIMALS;
        }
        throw new IllegalArgumentException(component.getName() + " is a " + component.getGenericType()
                + ", which no setting can be; see SettingType");
    }

    private static boolean isDecimals(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType generic
                && generic.getRawType() == Map.class
                && Arrays.equals(
                        generic.getActualTypeArguments(),
                        new java.lang.reflect.Type[] {String.class, BigDecimal.class});
    }

    private static List<String> choices(RecordComponent component) {
        Object[] constants = component.getType().getEnumConstants();
        return constants == null
                ? List.of()
                : Arrays.stream(constants)
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList();
    }

    private static void requireOrders(SettingDeclaration declaration) {
        for (FieldDeclaration field : declaration.fields()) {
            FieldDeclaration limit = field.atMost() == null ? field : declaration.field(field.atMost());
            if (limit == null || limit.type() != field.type()) {
                throw new IllegalArgumentException(declaration.key() + "." + field.name() + " is at most "
                        + field.atMost() + ", which is no field of the same type");
            }
        }
    }

    private static <T extends Record> Constructor<T> constructor(Class<T> type, List<Class<?>> types) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("Every record has its canonical constructor", impossible);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is known to be an enum
    private static Object convert(Object parsed, Class<?> type) {
        if (type == int.class) {
            return Math.toIntExact((Long) parsed);
        }
        return type.isEnum() ? Enum.valueOf((Class<? extends Enum>) type, (String) parsed) : parsed;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
