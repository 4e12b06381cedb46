package dev.coffer.kyc.profile;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.cache.Caches;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.graphql.LiveFollowers;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import dev.coffer.kyc.decision.DecisionCounts;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.risk.RiskScores;
import dev.coffer.kyc.screening.ReviewsUnderWay;
import dev.coffer.kyc.screening.ScreenPersons;
import dev.coffer.kyc.tier.Tiers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProfileWiring.ProfileProperties.class)
class ProfileWiring {

    /** @param sweepEvery how often tiers that have run out and late reviews are looked for */
    @ConfigurationProperties("coffer.kyc.profiles")
    record ProfileProperties(@DefaultValue("30s") Duration sweepEvery) {

        ProfileProperties {
            if (!sweepEvery.isPositive()) {
                throw new IllegalArgumentException("coffer.kyc.profiles.sweep-every must be positive: " + sweepEvery);
            }
        }
    }

    @Bean
    MongoKycProfiles mongoKycProfiles(MongoDatabase database, Pages pages) {
        return new MongoKycProfiles(database, pages);
    }

    @Bean
    MongoProfileHistory profileHistory(MongoDatabase database, Pages pages) {
        return new MongoProfileHistory(database, pages);
    }

    @Bean
    @Primary
    KycProfiles kycProfiles(MongoKycProfiles origin, Caches caches) {
        return new CachedKycProfiles(origin, caches);
    }

    @Bean
    Setting<ReviewSettings> reviewSettings(LiveSettings settings) {
        return settings.declare(
                        ReviewSettings.class,
                        ReviewSettings.KEY,
                        "How requests for a higher tier are reviewed, and how long a decision holds.")
                .onceRead();
    }

    @Bean
    NoteGrounds noteGrounds(LiveSettings settings, ScreenPersons screening) {
        return new NoteGrounds(settings, screening);
    }

    @Bean
    NoteDecisions noteDecisions(ProfileChanges changes) {
        return new NoteDecisions(changes);
    }

    @Bean
    ReviewMeters reviewMeters(MeterRegistry meters) {
        return new ReviewMeters(meters);
    }

    @Bean
    ProfileChanges profileChanges(
            KycProfiles profiles,
            ProfileHistory history,
            DecisionCounts counts,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new ProfileChanges(profiles, history, counts, outbox, transactions, ids, clock);
    }

    @Bean
    ReviewsUnderWay reviewsUnderWay(Reviews reviews) {
        return reviews::underWay;
    }

    @Bean
    FindProfile findProfile(KycProfiles profiles, Clock clock) {
        return new FindProfile(profiles, clock);
    }

    @Bean
    StartVerification startVerification(
            ProfileChanges changes, ScreenPersons screening, Tiers tiers, Setting<ReviewSettings> settings) {
        return new StartVerification(changes, screening, tiers, settings);
    }

    @Bean
    SubmitPersonalData submitPersonalData(
            ProfileChanges changes,
            Persons persons,
            ScreenPersons screening,
            Tiers tiers,
            Setting<ReviewSettings> settings) {
        return new SubmitPersonalData(changes, persons, screening, tiers, settings);
    }

    @Bean
    CheckLimit checkLimit(FindProfile findProfile, Tiers tiers) {
        return new CheckLimit(findProfile, tiers);
    }

    @Bean
    ClaimReview claimReview(ProfileChanges changes) {
        return new ClaimReview(changes);
    }

    @Bean
    DecideReview decideReview(
            ProfileChanges changes,
            ScreenPersons screening,
            Tiers tiers,
            Setting<ReviewSettings> settings,
            RiskScores risks,
            NoteGrounds noteGrounds,
            ReviewMeters meters) {
        return new DecideReview(changes, screening, tiers, settings, risks, noteGrounds, meters);
    }

    @Bean
    RequestsInReview requestsInReview(
            ProfileChanges changes,
            KycProfiles profiles,
            Tiers tiers,
            Setting<ReviewSettings> settings,
            ScreenPersons screening,
            RiskScores risks,
            NoteGrounds noteGrounds) {
        return new RequestsInReview(changes, profiles, tiers, settings, screening, risks, noteGrounds);
    }

    @Bean
    SuspendProfile suspendProfile(ProfileChanges changes) {
        return new SuspendProfile(changes);
    }

    @Bean(initMethod = "start")
    ExpireProfiles expireProfiles(
            ProfileChanges changes, Reviews reviews, ReviewMeters meters, ProfileProperties properties, Clock clock) {
        return new ExpireProfiles(changes, reviews, meters, properties.sweepEvery(), clock);
    }

    @Bean
    EventType<TierChanged> tierChanged() {
        return new EventType<>(TierChanged.TYPE, 1, TierChanged.class);
    }

    @Bean
    EventType<ProfileChanged> profileChanged() {
        return new EventType<>(ProfileChanged.TYPE, 1, ProfileChanged.class);
    }

    @Bean
    EventType<AccountOpened> accountOpened() {
        return new EventType<>(AccountOpened.TYPE, 1, AccountOpened.class);
    }

    @Bean
    Endings undoneRegistrations(MongoDatabase database) {
        return new Endings(database, "undone_registrations");
    }

    @Bean
    Consumer profilesOfNewUsers(
            KycProfiles profiles,
            Persons persons,
            ScreenPersons screening,
            ProfileHistory history,
            RiskScores risks,
            Outbox outbox,
            Endings undone) {
        return new OpenProfile(profiles, persons, screening, history, risks, outbox, undone).consumer();
    }

    @Bean
    Consumer profilesOfClosedUsers(
            KycProfiles profiles,
            Persons persons,
            ScreenPersons screening,
            ProfileHistory history,
            RiskScores risks,
            Outbox outbox,
            Endings undone,
            Ids ids,
            Clock clock) {
        return new EraseProfile(profiles, persons, screening, history, risks, outbox, undone, ids, clock).consumer();
    }

    @Bean
    LiveFollowers profileFollowers() {
        return new LiveFollowers(LiveProfiles.LIMITS);
    }

    @Bean
    LiveProfiles liveProfiles(LiveFollowers profileFollowers, MongoKycProfiles profiles) {
        return new LiveProfiles(profileFollowers, profiles);
    }
}
