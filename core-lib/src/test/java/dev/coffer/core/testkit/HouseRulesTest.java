package dev.coffer.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each rule catches the class that breaks it, and spares the one that does not. */
final class HouseRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPackages(
                    "dev.coffer.payment.guilty",
                    "dev.coffer.payment.unmarked",
                    "dev.coffer.auth.guilty",
                    "dev.coffer.core.webhook.guilty",
                    "dev.coffer.core.paging.guilty");

    private static final Map<String, ArchRule> GUILTY_OF = Map.of(
            "ImportsAuth", HouseRules.SERVICES_NEVER_IMPORT_ANOTHER_SERVICE,
            "ImportsNeighbour", HouseRules.ROOMS_OF_CORE_IMPORT_ONLY_LISTED_SIBLINGS,
            "WalletManager", HouseRules.NAMES_SAY_WHAT_A_CLASS_IS,
            "ReadsTheWallClock", HouseRules.TIME_COMES_FROM_A_CLOCK,
            "HasFieldInjected", HouseRules.DEPENDENCIES_COME_THROUGH_THE_CONSTRUCTOR,
            "HasOptionalField", HouseRules.NO_FIELD_IS_OPTIONAL,
            "AnnotatedUseCase", HouseRules.DOMAIN_IS_FREE_OF_FRAMEWORK_ANNOTATIONS,
            "UsesTheDriver", HouseRules.DRIVERS_ARE_USED_ONLY_IN_ADAPTERS,
            "NotNullMarked", HouseRules.EVERY_PACKAGE_IS_NULL_MARKED);

    @Test
    void every_rule_has_a_guilty_class() {
        long rules = Arrays.stream(HouseRules.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(ArchTest.class))
                .count();

        assertThat(rules).isEqualTo(GUILTY_OF.size());
    }

    @Test
    void every_rule_catches_its_guilty_class() {
        GUILTY_OF.forEach((guilty, rule) ->
                assertThat(violations(rule)).as(rule.getDescription()).anyMatch(line -> line.contains(guilty)));
    }

    @Test
    void a_rule_names_nobody_but_the_guilty() {
        assertThat(violations(HouseRules.SERVICES_NEVER_IMPORT_ANOTHER_SERVICE))
                .allMatch(line -> line.contains("ImportsAuth"));
        assertThat(violations(HouseRules.ROOMS_OF_CORE_IMPORT_ONLY_LISTED_SIBLINGS))
                .allMatch(line -> line.contains("ImportsNeighbour"));
        assertThat(violations(HouseRules.DRIVERS_ARE_USED_ONLY_IN_ADAPTERS))
                .allMatch(line -> line.contains("UsesTheDriver"));
        assertThat(violations(HouseRules.NAMES_SAY_WHAT_A_CLASS_IS)).hasSize(1);
        assertThat(violations(HouseRules.EVERY_PACKAGE_IS_NULL_MARKED)).hasSize(1);
        assertThat(violations(HouseRules.NO_FIELD_IS_OPTIONAL)).hasSize(1);
        assertThat(violations(HouseRules.DEPENDENCIES_COME_THROUGH_THE_CONSTRUCTOR))
                .hasSize(1);
    }

    @Test
    void every_way_to_read_the_wall_clock_is_caught() {
        assertThat(violations(HouseRules.TIME_COMES_FROM_A_CLOCK))
                .hasSize(5)
                .anyMatch(line -> line.contains("Instant.now"))
                .anyMatch(line -> line.contains("LocalDate.now"))
                .anyMatch(line -> line.contains("currentTimeMillis"))
                .anyMatch(line -> line.contains("java.util.Date"))
                .anyMatch(line -> line.contains("systemUTC"));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }
}
