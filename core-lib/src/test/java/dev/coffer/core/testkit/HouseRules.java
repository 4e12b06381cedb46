package dev.coffer.core.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;

/**
 * The architecture rules of the house. A module applies all of them in one test:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.coffer.payment", importOptions = ImportOption.DoNotIncludeTests.class)
 * final class PaymentArchitectureTest {
 *     @ArchTest
 *     static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);
 * }
 * }</pre>
 *
 * <p>Each rule has a guilty class in core-lib's tests that it must catch.
 */
public final class HouseRules {
    /** Endings and beginnings of names that mark an adapter, where a framework may be used. */
    private static final Set<String> ADAPTER_STARTS = Set.of("Mongo", "Redis", "Http");

    private static final Set<String> ADAPTER_ENDS =
            Set.of("Fetcher", "Loader", "Listener", "Wiring", "Properties", "Application", "AutoConfiguration");

    @ArchTest
    public static final ArchRule SERVICES_NEVER_IMPORT_ANOTHER_SERVICE = classes()
            .should(new ModuleBoundaries())
            .because("a service reacts to events; only the gateway calls services, over GraphQL")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule ROOMS_OF_CORE_IMPORT_ONLY_LISTED_SIBLINGS = classes()
            .that()
            .resideInAPackage("dev.coffer.core..")
            .should(new RoomBoundaries())
            .because("a room that leans on its siblings cannot be understood, or used, alone")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = classes()
            .should(new NoBannedWords())
            .because("words like Manager or Util hide what a class does")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule TIME_COMES_FROM_A_CLOCK = classes()
            .that(areNot("wiring", HouseRules::isWiring))
            .should(new NoWallClock())
            .because("what reads the wall clock cannot be tested; take a Clock")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule DEPENDENCIES_COME_THROUGH_THE_CONSTRUCTOR = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .because("an object is whole when its constructor returns")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NO_FIELD_IS_OPTIONAL = noFields()
            .should(com.tngtech.archunit.lang.conditions.ArchConditions.<JavaField>be(
                    DescribedPredicate.<JavaField>describe(
                            "of type Optional", field -> field.getRawType().isEquivalentTo(Optional.class))))
            .because("absence is @Nullable")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule DOMAIN_IS_FREE_OF_FRAMEWORK_ANNOTATIONS = classes()
            .that()
            .resideOutsideOfPackage("dev.coffer.core..")
            .and(areNot("adapters", HouseRules::isAdapter))
            .should(new NoFrameworkAnnotations())
            .because("the domain is assembled in a *Wiring, and runs without a framework")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule DRIVERS_ARE_USED_ONLY_IN_ADAPTERS = classes()
            .that()
            .resideOutsideOfPackages("dev.coffer.core..", "dev.coffer.scripts..")
            .and(areNot("adapters", HouseRules::isAdapter))
            .should(new NoDrivers())
            .because("a use case reads like the field it serves; the technology is behind a port")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(new InNullMarkedPackage())
            .because("null is an error unless a type says otherwise")
            .allowEmptyShould(true);

    private HouseRules() {}

    /** The name of the outermost class decides: what is nested in an adapter is part of it. */
    static boolean isAdapter(JavaClass type) {
        String name = outermost(type).getSimpleName();
        return ADAPTER_STARTS.stream().anyMatch(name::startsWith)
                || ADAPTER_ENDS.stream().anyMatch(name::endsWith)
                || name.equals("package-info");
    }

    static boolean isWiring(JavaClass type) {
        String name = outermost(type).getSimpleName();
        return name.endsWith("Wiring") || name.endsWith("Application") || name.endsWith("AutoConfiguration");
    }

    static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static DescribedPredicate<JavaClass> areNot(
            String what, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe("are not " + what, type -> !predicate.test(type));
    }
}
