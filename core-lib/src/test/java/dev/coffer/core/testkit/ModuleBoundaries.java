package dev.coffer.core.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which module may see which: all see core and access, scripts sees all, and nobody sees a service but itself. */
final class ModuleBoundaries extends ArchCondition<JavaClass> {
    private static final Pattern MODULE = Pattern.compile("dev\\.coffer\\.(\\w+)(\\..*)?");
    private static final Set<String> SHARED = Set.of("core", "access");
    private static final Map<String, Set<String>> EXCEPTIONS = Map.of(
            "core", Set.of("access"),
            "access", Set.of());
    /** Also those that are made later. */
    private static final String SEES_ALL = "scripts";

    ModuleBoundaries() {
        super("depend on no other module than core and access");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String own = moduleOf(type);
        if (own == null || own.equals(SEES_ALL)) {
            return;
        }
        Set<String> allowed = EXCEPTIONS.getOrDefault(own, SHARED);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            String other = moduleOf(dependency.getTargetClass());
            if (other != null && !other.equals(own) && !allowed.contains(other)) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private static @Nullable String moduleOf(JavaClass type) {
        Matcher matcher = MODULE.matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : null;
    }
}
