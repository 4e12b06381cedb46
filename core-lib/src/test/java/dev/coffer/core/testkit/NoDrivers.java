package dev.coffer.core.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** No class of a store's driver. */
final class NoDrivers extends ArchCondition<JavaClass> {
    private static final Set<String> DRIVERS = Set.of("com.mongodb.", "org.bson.", "io.lettuce.");

    NoDrivers() {
        super("use no class of a store's driver");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            String target = dependency.getTargetClass().getName();
            if (DRIVERS.stream().anyMatch(target::startsWith)) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }
}
