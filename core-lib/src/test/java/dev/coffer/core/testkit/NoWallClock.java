package dev.coffer.core.testkit;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Date;
import java.util.Set;

/** No reading of the wall clock but through a Clock that somebody else made. {@code System.nanoTime} measures, and is fine. */
final class NoWallClock extends ArchCondition<JavaClass> {
    private static final Set<String> SYSTEM_CLOCKS = Set.of("systemUTC", "systemDefaultZone", "system");

    NoWallClock() {
        super("not read the wall clock");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            if (readsWallClock(access)) {
                events.add(SimpleConditionEvent.violated(access, access.getDescription()));
            }
        }
    }

    private static boolean readsWallClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.time.Clock" -> SYSTEM_CLOCKS.contains(name);
            case "java.util.Date" -> access instanceof JavaConstructorCall && hasNoParameters(access);
            default -> owner.startsWith("java.time.") && name.equals("now") && !takesClock(access);
        };
    }

    private static boolean hasNoParameters(JavaAccess<?> access) {
        return access.getTarget().getFullName().equals(Date.class.getName() + ".<init>()");
    }

    private static boolean takesClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().endsWith("(java.time.Clock)");
    }
}
