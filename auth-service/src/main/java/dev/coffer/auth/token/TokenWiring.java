package dev.coffer.auth.token;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokenWiring {

    @Bean
    SigningKeys signingKeys(
            MongoDatabase database, Transactions transactions, MasterKey masterKey, SecureRandom random) {
        return new MongoSigningKeys(database, transactions, new Seal(masterKey, "signing keys", random));
    }

    /** Also what this service verifies tokens with: the other services fetch the same keys over HTTP. */
    @Bean
    KeyRing keyRing(SigningKeys signingKeys, Clock clock) {
        return new KeyRing(signingKeys, clock);
    }

    @Bean
    Setting<KeyRotation> keyRotation(LiveSettings settings) {
        return settings.declare(KeyRotation.class, KeyRotation.KEY, "The keys that access tokens are signed with.");
    }

    @Bean
    RotateSigningKey rotateSigningKey(
            SigningKeys signingKeys,
            KeyRing ring,
            RevokeTokens revoke,
            Audit audit,
            Tenants tenants,
            Transactions transactions,
            Clock clock) {
        return new RotateSigningKey(signingKeys, ring, revoke, audit, tenants.resolve(null), transactions, clock);
    }

    @Bean(initMethod = "start")
    TendSigningKeys tendSigningKeys(KeyRing ring, RotateSigningKey rotate, Setting<KeyRotation> keyRotation) {
        return new TendSigningKeys(ring, rotate, keyRotation);
    }

    @Bean
    ApplicationRunner openKeysAtStart(KeyRing keys) {
        OpenKeysAtStart atStart = new OpenKeysAtStart(keys);
        return arguments -> atStart.open();
    }

    @Bean
    SigningKeysHealth signingKeysHealth(KeyRing keys) {
        return new SigningKeysHealth(keys);
    }

    @Bean
    TokenSigner tokenSigner(KeyRing keys) {
        return new TokenSigner(keys);
    }

    @Bean
    AccessTokens accessTokens(IdentitySettings settings, TokenSigner signer, Ids ids, Clock clock) {
        return new AccessTokens(settings, signer, ids, clock);
    }

    @Bean
    IdTokenHints idTokenHints(KeyRing keys, @Value("${coffer.auth.oauth.issuer:http://127.0.0.1:9001}") String issuer) {
        return new IdTokenHints(keys, issuer);
    }

    @Bean
    ThirdPartyTokens thirdPartyTokens(
            TokenSigner signer,
            IdentitySettings settings,
            @Value("${coffer.auth.oauth.issuer:http://127.0.0.1:9001}") String issuer,
            Ids ids,
            Clock clock) {
        return new ThirdPartyTokens(signer, settings, issuer, ids, clock);
    }
}
