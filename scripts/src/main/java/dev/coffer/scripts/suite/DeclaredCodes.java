package dev.coffer.scripts.suite;

import dev.coffer.core.errors.ErrorCode;
import dev.coffer.core.errors.RefusalCode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** The names of all error codes and refusal codes that a part of the system declares: those of docs/reference/errors.md. */
final class DeclaredCodes {

    private static final String EVERYTHING = "dev.coffer";

    private DeclaredCodes() {}

    static Set<String> all() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition found) {
                return true;
            }
        };
        scan.addIncludeFilter(new AssignableTypeFilter(ErrorCode.class));
        scan.addIncludeFilter(new AssignableTypeFilter(RefusalCode.class));
        Set<String> codes = new TreeSet<>();
        scan.findCandidateComponents(EVERYTHING).forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            if (type.isEnum()) {
                Arrays.stream(type.getEnumConstants()).forEach(constant -> codes.add(((Enum<?>) constant).name()));
            }
        });
        return codes;
    }
}
