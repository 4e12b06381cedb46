package dev.coffer.auth.passkey;

import com.mongodb.client.MongoDatabase;
import com.webauthn4j.converter.util.ObjectConverter;
import dev.coffer.auth.browser.PagePasskeys;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.factor.PasskeyFactor;
import dev.coffer.auth.factor.ProveOwner;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.signin.FindSignIn;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasskeyWiring {

    private final ObjectConverter converter = new ObjectConverter();

    @Bean
    EventType<PasskeySuspected> passkeySuspected() {
        return new EventType<>(PasskeySuspected.TYPE, 1, PasskeySuspected.class);
    }

    @Bean
    Setting<PasskeySettings> passkeySettings(LiveSettings settings) {
        return settings.declare(
                PasskeySettings.class,
                PasskeySettings.KEY,
                "Which site passkeys are for, and where its pages come from.");
    }

    @Bean
    MongoPasskeys passkeys(MongoDatabase database) {
        return new MongoPasskeys(database);
    }

    @Bean
    MongoPasskeyChallenges passkeyChallenges(MongoDatabase database, Transactions transactions) {
        return new MongoPasskeyChallenges(database, transactions);
    }

    @Bean
    UserHandles userHandles(MasterKey masterKey) {
        return new UserHandles(masterKey);
    }

    @Bean
    ReadPasskey readPasskey() {
        return new ReadPasskey(converter);
    }

    @Bean
    CheckPasskey checkPasskey(ReadPasskey read) {
        return new CheckPasskey(read, converter);
    }

    @Bean
    AskPasskey askPasskey(
            Passkeys passkeys,
            PasskeyChallenges challenges,
            UserHandles handles,
            Setting<PasskeySettings> passkeySettings,
            SecureRandom random,
            Clock clock) {
        return new AskPasskey(passkeys, challenges, handles, passkeySettings, random, clock);
    }

    @Bean
    ProvePasskey provePasskey(
            Passkeys passkeys,
            PasskeyChallenges challenges,
            ReadPasskey read,
            CheckPasskey check,
            Setting<PasskeySettings> passkeySettings,
            Outbox outbox,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        return new ProvePasskey(
                passkeys, challenges, read, check, passkeySettings, outbox, transactions, meters, clock);
    }

    @Bean
    RegisterPasskey registerPasskey(
            ProveOwner proveOwner,
            PasskeyFactor factor,
            Passkeys passkeys,
            PasskeyChallenges challenges,
            AskPasskey ask,
            ReadPasskey read,
            CheckPasskey check,
            UserHandles handles,
            Setting<PasskeySettings> passkeySettings,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new RegisterPasskey(
                proveOwner,
                factor,
                passkeys,
                challenges,
                ask,
                read,
                check,
                handles,
                passkeySettings,
                transactions,
                ids,
                clock);
    }

    @Bean
    ChangePasskeys changePasskeys(
            ProveOwner proveOwner, PasskeyFactor factor, Passkeys passkeys, Transactions transactions) {
        return new ChangePasskeys(proveOwner, factor, passkeys, transactions);
    }

    @Bean
    LogInWithPasskey logInWithPasskey(
            Passkeys passkeys,
            ReadPasskey read,
            ProvePasskey prove,
            Users users,
            StartSession startSession,
            Transactions transactions,
            MeterRegistry meters) {
        return new LogInWithPasskey(passkeys, read, prove, users, startSession, transactions, meters);
    }

    @Bean
    PagePasskeys pagePasskeys(AskPasskey ask, LogInWithPasskey logIn, FindSignIn findSignIn) {
        return new AskAtPages(ask, logIn, findSignIn);
    }

    @Bean
    PersonalData passkeysToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoPasskeys.COLLECTION, MongoPasskeys.USER_ID);
    }
}
