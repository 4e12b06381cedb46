package dev.coffer.gateway;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.coffer.core.testkit.HouseRules;
import dev.coffer.gateway.execute.GuiltyOfKnowingTheServer;
import dev.coffer.gateway.transport.GatewayServer;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "dev.coffer.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class GatewayArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule EACH_STAGE_KNOWS_ONLY_THOSE_BEFORE_IT = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("compose")
            .definedBy("dev.coffer.gateway.compose")
            .layer("plan")
            .definedBy("dev.coffer.gateway.plan")
            .layer("execute")
            .definedBy("dev.coffer.gateway.execute")
            .layer("cost")
            .definedBy("dev.coffer.gateway.cost")
            .layer("transport")
            .definedBy("dev.coffer.gateway.transport")
            .layer("shell")
            .definedBy("dev.coffer.gateway")
            .whereLayer("shell")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("transport")
            .mayOnlyBeAccessedByLayers("shell")
            .whereLayer("cost")
            .mayOnlyBeAccessedByLayers("transport", "shell")
            .whereLayer("execute")
            .mayOnlyBeAccessedByLayers("cost", "transport")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("execute", "transport")
            .because("a plan must not depend on how it is run, nor a schema on how it is planned");

    @ArchTest
    static final ArchRule ONLY_THE_SHELL_KNOWS_SPRING = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage("dev.coffer.gateway.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("the gateway is of use without it");

    @Test
    void a_stage_that_knows_a_later_one_is_caught() {
        assertThat(EACH_STAGE_KNOWS_ONLY_THOSE_BEFORE_IT
                        .evaluate(new ClassFileImporter()
                                .importClasses(GuiltyOfKnowingTheServer.class, GatewayServer.class))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void a_stage_that_knows_spring_is_caught() {
        assertThat(ONLY_THE_SHELL_KNOWS_SPRING
                        .evaluate(new ClassFileImporter().importClasses(GuiltyOfKnowingTheServer.class))
                        .hasViolation())
                .isTrue();
    }
}
