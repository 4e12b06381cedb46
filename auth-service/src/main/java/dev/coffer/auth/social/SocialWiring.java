package dev.coffer.auth.social;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.signin.EnterProven;
import dev.coffer.auth.signin.ProvePassword;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
class SocialWiring {

    private static final Profiles PRODUCTION = Profiles.of("production");

    @Bean
    SocialClients socialClients(LiveSettings settings) {
        Map<SocialProvider, Setting<SocialSettings>> plain = new EnumMap<>(SocialProvider.class);
        for (SocialProvider provider :
                List.of(SocialProvider.GOOGLE, SocialProvider.FACEBOOK, SocialProvider.LINKEDIN)) {
            plain.put(
                    provider,
                    settings.declare(
                            SocialSettings.class,
                            SocialSettings.KEY + provider.name().toLowerCase(Locale.ROOT),
                            "Signing in with " + provider.title() + "."));
        }
        return new SocialClients(
                plain,
                settings.declare(AppleSettings.class, AppleSettings.KEY, "Signing in with Apple."),
                settings.declare(
                        OidcSettings.class, OidcSettings.KEY, "Signing in with any issuer of OpenID Connect."));
    }

    @Bean
    OutboundHttp socialHttp(Environment environment) {
        return new OutboundHttp(environment.acceptsProfiles(PRODUCTION));
    }

    @Bean
    SocialSecrets socialSecrets(MasterKey masterKey, SecureRandom random) {
        return new SocialSecrets(masterKey, random);
    }

    @Bean
    AskProvider askProvider(OutboundHttp http, SocialSecrets secrets, Clock clock) {
        return new AskProvider(new Discovery(http), http, secrets, new ProveClient(clock));
    }

    @Bean
    MongoSocialStarts socialStarts(MongoDatabase database, Transactions transactions) {
        return new MongoSocialStarts(database, transactions);
    }

    @Bean
    MongoSocialLinks socialLinks(MongoDatabase database) {
        return new MongoSocialLinks(database);
    }

    @Bean
    StartSocial startSocial(
            SocialClients clients, AskProvider askProvider, SocialStarts starts, SocialSecrets secrets, Clock clock) {
        return new StartSocial(clients, askProvider, starts, secrets, clock);
    }

    @Bean
    ComeBack comeBack(SocialStarts starts, SocialClients clients, AskProvider askProvider, Clock clock) {
        return new ComeBack(starts, clients, askProvider, clock);
    }

    @Bean
    LinkSocial linkSocial(
            StartSocial startSocial,
            ComeBack comeBack,
            SocialLinks links,
            Users users,
            ProvePassword provePassword,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new LinkSocial(startSocial, comeBack, links, users, provePassword, outbox, transactions, ids, clock);
    }

    @Bean
    SignInSocially signInSocially(
            ComeBack comeBack,
            SocialLinks links,
            LinkSocial linkSocial,
            Users users,
            CreateUser createUser,
            EnterProven enterProven,
            SocialSecrets secrets,
            Transactions transactions) {
        return new SignInSocially(comeBack, links, linkSocial, users, createUser, enterProven, secrets, transactions);
    }

    @Bean
    EventType<SocialLinked> socialLinked() {
        return new EventType<>(SocialLinked.TYPE, 1, SocialLinked.class);
    }

    @Bean
    EventType<SocialUnlinked> socialUnlinked() {
        return new EventType<>(SocialUnlinked.TYPE, 1, SocialUnlinked.class);
    }

    @Bean
    PersonalData socialLinksToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoSocialLinks.COLLECTION, MongoSocialLinks.USER_ID);
    }
}
