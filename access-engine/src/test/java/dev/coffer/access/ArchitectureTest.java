package dev.coffer.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.coffer.access.guilty.Borrower;
import org.junit.jupiter.api.Test;

/** The enforcer refuses a dependency in the pom; this refuses one in the code, such as a platform module beyond java.base. */
class ArchitectureTest {
    private static final ArchRule NEEDS_ONLY_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.coffer.access..",
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..",
                    "org.jspecify.annotations");

    @Test
    void the_engine_needs_nothing_but_the_jdk() {
        JavaClasses engine = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.coffer.access");
        assertThat(engine).isNotEmpty();

        NEEDS_ONLY_THE_JDK.check(engine);
    }

    @Test
    void a_guilty_class_is_caught() {
        JavaClasses guilty = new ClassFileImporter().importClasses(Borrower.class);

        assertThat(NEEDS_ONLY_THE_JDK.evaluate(guilty).hasViolation()).isTrue();
    }
}
