package dev.coffer.core.testkit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * {@code @ExtendWith(StoresExtension.class)} on a {@code *IT}: the stores of {@link TestStores} run before its first test
 * and end after the last class of the JVM. A parameter {@code @FreshDatabase String name} gets the class's own database.
 */
public final class StoresExtension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(StoresExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        // The root store is closed once, after the last test class: that ends the stores.
        context.getRoot().getStore(NAMESPACE).computeIfAbsent("stores", key -> new Ending());
        TestStores.get();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(FreshDatabase.class)
                && parameter.getParameter().getType() == String.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(test, key -> TestStores.freshDatabase(test), String.class);
    }

    private record Ending() implements AutoCloseable {
        @Override
        public void close() throws Exception {
            TestStores.stop();
        }
    }
}
