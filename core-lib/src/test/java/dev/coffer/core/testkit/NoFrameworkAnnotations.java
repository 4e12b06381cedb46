package dev.coffer.core.testkit;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** No annotation of Spring, DGS or Jakarta, on the class or on a member. */
final class NoFrameworkAnnotations extends ArchCondition<JavaClass> {
    private static final Set<String> FRAMEWORKS = Set.of("org.springframework.", "com.netflix.graphql.", "jakarta.");

    NoFrameworkAnnotations() {
        super("carry no annotation of a framework");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaAnnotation<?> annotation : type.getAnnotations()) {
            report(type, annotation, events);
        }
        for (JavaMember member : type.getMembers()) {
            for (JavaAnnotation<?> annotation : member.getAnnotations()) {
                report(type, annotation, events);
            }
        }
    }

    private static void report(JavaClass type, JavaAnnotation<?> annotation, ConditionEvents events) {
        String name = annotation.getRawType().getName();
        if (FRAMEWORKS.stream().anyMatch(name::startsWith)) {
            events.add(SimpleConditionEvent.violated(type, annotation.getDescription()));
        }
    }
}
