package dev.coffer.scripts;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;

/**
 * What the services declare, read off their wirings without starting them: a declaration needs none of the collaborators that its
 * handlers will call, and settings have their defaults.
 */
final class DeclaredBeans {

    private DeclaredBeans() {}

    /**
     * Gives every bean of these types, and every element of a static collection, with the short name of its service.
     *
     * @param types what wirings are asked for
     */
    static void each(Set<Class<?>> types, BiConsumer<String, Object> taker) throws ReflectiveOperationException {
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.coffer")) {
            if (found.getPackageName().startsWith("dev.coffer.core")
                    || found.getPackageName().startsWith("dev.coffer.scripts")) {
                continue;
            }
            boolean isWiring = found.getSimpleName().endsWith("Wiring");
            boolean isList = found.getFields().stream()
                    .anyMatch(field -> field.getModifiers().toString().contains("STATIC")
                            && field.getRawType().isAssignableTo(Collection.class));
            if (isWiring || isList) {
                collect(found.reflect(), isWiring ? types : Set.of(), taker);
            }
        }
    }

    private static void collect(Class<?> type, Set<Class<?>> types, BiConsumer<String, Object> taker)
            throws ReflectiveOperationException {
        String service = type.getName().split("\\.")[2];
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && Collection.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                ((Collection<?>) field.get(null)).forEach(element -> taker.accept(service, element));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Bean.class) && types.contains(method.getReturnType())) {
                taker.accept(service, declared(type, method));
            }
        }
    }

    private static Object declared(Class<?> wiring, Method method) throws ReflectiveOperationException {
        Constructor<?> constructor = wiring.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        return method.invoke(
                constructor.newInstance(),
                Arrays.stream(method.getParameters())
                        .map(DeclaredBeans::argument)
                        .toArray());
    }

    private static @Nullable Object argument(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type.equals(List.class)) {
            return List.of();
        }
        return type.isAnnotationPresent(ConfigurationProperties.class)
                ? new Binder(List.of()).bindOrCreate("defaults", Bindable.of(type))
                : null;
    }
}
