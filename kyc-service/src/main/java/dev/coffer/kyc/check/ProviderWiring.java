package dev.coffer.kyc.check;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.store.Transactions;
import dev.coffer.kyc.document.UserDocuments;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.profile.RequestsInReview;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Has checks made, unless {@code coffer.kyc.provider} says {@code none}, as it does in production where it is not set. Elsewhere it is
 * the simulator.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ProviderWiring.HasProvider.class)
class ProviderWiring {

    private static final String PROVIDER = "coffer.kyc.provider";
    private static final String NONE = "none";
    private static final List<String> KNOWN = List.of(NONE, Simulator.NAME, "sumsub");
    private static final Profiles PRODUCTION = Profiles.of("production");

    /** The simulator takes everybody at their word: production has to ask for it by name. */
    private static String provider(ConditionContext context) {
        Environment environment = context.getEnvironment();
        String usual = environment.acceptsProfiles(PRODUCTION) ? NONE : Simulator.NAME;
        String provider = environment.getProperty(PROVIDER, usual);
        if (!KNOWN.contains(provider)) {
            throw new IllegalStateException(PROVIDER + " must be one of " + KNOWN + ", where '" + Simulator.NAME
                    + "' asks nobody; not '" + provider + "'");
        }
        return provider;
    }

    /** Whether anybody is asked at all. */
    static final class HasProvider implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !provider(context).equals(NONE);
        }
    }

    static final class IsSimulated implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return provider(context).equals(Simulator.NAME);
        }
    }

    @Bean
    @Conditional(IsSimulated.class)
    KycProvider simulator(Clock clock) {
        return new Simulator(clock);
    }

    @Bean
    Consumer reviewByChecks(
            RequestsInReview requests,
            UserDocuments documents,
            Checks checks,
            CheckChanges changes,
            KycProvider provider,
            Clock clock) {
        return new ReviewByChecks(requests, documents, checks, changes, provider, clock).consumer();
    }

    @Bean(initMethod = "start")
    RunChecks runChecks(
            Checks checks,
            CheckChanges changes,
            UserDocuments documents,
            Persons persons,
            KycProvider provider,
            Transactions transactions,
            CheckWiring.CheckProperties properties,
            MeterRegistry meters,
            Clock clock) {
        return new RunChecks(
                checks, changes, documents, persons, provider, transactions, properties.limits(), meters, clock);
    }
}
