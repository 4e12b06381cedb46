package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every code of docs/reference/errors.md was answered to a step of the other suites, which have run before with the same client. A
 * code that is added without a step that provokes it fails here.
 */
final class CodesSuite {

    /** What no client can provoke in a system that is well, and why. Anything else belongs into a step. */
    private static final Map<String, String> NOT_PROVOKED = new TreeMap<>(Map.ofEntries(
            Map.entry("INTERNAL", "a bug of ours"),
            Map.entry("UNAVAILABLE", "a store that is away; SystemIT kills them"),
            Map.entry("DOWNSTREAM_SERVICE_ERROR", "a service that is away"),
            Map.entry("DOWNSTREAM_INVALID_DATA", "a service that breaks its schema"),
            Map.entry("OVERLOADED", "more requests at once than the gateway takes"),
            Map.entry("SUBSCRIBER_TOO_SLOW", "a client that takes nothing for longer than the gateway waits"),
            Map.entry("TOO_MANY_REQUESTS", "more sign-ins at once than auth-service takes"),
            Map.entry("REQUEST_TIMED_OUT", "a service that hangs"),
            Map.entry("SCHEMA_NOT_READY", "a gateway that starts"),
            Map.entry("INTROSPECTION_DISABLED", "a gateway that is set so"),
            Map.entry("PERSISTED_QUERY_NOT_SUPPORTED", "a gateway that is set so"),
            Map.entry("DOCUMENT_NOT_TRUSTED", "a gateway that is set so"),
            Map.entry(
                    "UNAUTHORIZED_FIELD_OR_TYPE",
                    "a subgraph that guards a field: Coffer's services decide themselves"),
            Map.entry("PLAN_NOT_POSSIBLE", "a supergraph that the composer would have refused"),
            Map.entry("PLAN_TOO_COMPLEX", "the limits on documents come first"),
            Map.entry("CONFLICT", "two changes in the same millisecond"),
            Map.entry("REGISTRATION_PENDING", "a lock before the other services know the account"),
            Map.entry("REGISTRATION_UNDONE", "a service that refuses an account"),
            Map.entry("TOO_MANY_TEMPLATES", "more templates than a test makes"),
            Map.entry("SEGMENT_TOO_LARGE", "more users than a test makes"),
            Map.entry("DEVICE_ACCOUNT_CLOSED", "the moment before a token of a closed account ends; DeviceIT has it"),
            Map.entry("TOO_MANY_WEBHOOKS", "more webhooks than a test makes"),
            Map.entry("TOO_MANY_ROLES", "more roles than a test makes"),
            Map.entry("ROLES_TOO_LARGE", "more rules than a test makes"),
            Map.entry("CLOSING_TOO_FAR", "the moment in which another service closes what is its own"),
            Map.entry(
                    "OAUTH_CLIENT_BEYOND_OWN_ROLES",
                    "a role of a tenant's own: the built-in one that registers applications may do everything"),
            Map.entry("AMOUNT_NOT_POSITIVE", "the API turns such an amount away before the ledger sees it"),
            Map.entry("WALLET_NOT_FOUND", "the API answers NOT_FOUND before the ledger is asked"),
            Map.entry("TRANSFER_NOT_FOUND", "the API answers NOT_FOUND before the ledger is asked"),
            Map.entry("HOLD_NOT_FOUND", "the API answers NOT_FOUND before the ledger is asked"),
            Map.entry("BET_FORESTALLED", "answered as a ForestalledBet"),
            Map.entry("BET_TOO_OLD", "a bet that is at least a minute old"),
            Map.entry("PAYMENT_METHOD_INVALID", "a real payment provider"),
            Map.entry("PAYMENT_NOT_SUPPORTED", "a real payment provider"),
            Map.entry("PAYMENT_NOT_MADE", "a real payment provider, a day later"),
            Map.entry("PAYOUT_NOT_SUPPORTED", "a real payment provider"),
            Map.entry(
                    "OWNER_NOT_VERIFIED",
                    "an account that is closed with money set aside, which nobody can; SuspensionIT has one"),
            Map.entry("REFERRAL_LIMIT_REACHED", "more players brought along than a test makes; ReferralIT has them"),
            Map.entry("KYC_SCREENING_PENDING", "a sanctions list in force; ScreeningIT has one"),
            Map.entry("KYC_MATCH_OPEN", "a sanctions list in force; ScreeningIT has one"),
            Map.entry("KYC_MATCH_CONFIRMED", "a sanctions list in force; ScreeningIT has one"),
            Map.entry("SCREENING_OF_ONESELF", "a sanctions list in force; ScreeningIT has one"),
            Map.entry("SCREENING_OUTDATED", "a sanctions list in force; ScreeningIT has one"),
            Map.entry("KYC_FILE_TOO_SLOW", "a file that takes minutes to come"),
            Map.entry("KYC_UPLOADS_BUSY", "more files at once than a test sends"),
            Map.entry("KYC_LINK_EXPIRED", "a link that is ten minutes old; DocumentIT has one"),
            Map.entry("KYC_PROFILE_CLOSED", "an account that is closed, after the days of grace; ErasureIT has one"),
            Map.entry("KYC_ACCOUNT_CLOSED", "the moment before a token of a closed account ends"),
            Map.entry("REPLAY_TOO_LARGE", "more events than a test makes"),
            Map.entry("DEAD_LETTER_UNREADABLE", "a damaged event"),
            Map.entry("DEAD_LETTER_WAITS", "an event that its consumer cannot handle"),
            Map.entry("SAGA_NOT_STUCK", "a saga in the middle of its course"),
            Map.entry("SAGA_COMPENSATING", "a saga that is being undone"),
            Map.entry("SAGA_IRREVERSIBLE", "a saga of several steps that is stuck"),
            Map.entry("SETTING_NOT_PER_TENANT", "a value of a tenant's own for a setting that is the installation's"),
            Map.entry("SOCIAL_PROVIDER_REFUSED", "a provider to sign in with; SocialLoginIT has one"),
            Map.entry("SOCIAL_EMAIL_NOT_VERIFIED", "a provider to sign in with; SocialLoginIT has one"),
            Map.entry("SOCIAL_ACCOUNT_EXISTS", "a provider to sign in with; SocialLoginIT has one"),
            Map.entry("SOCIAL_ACCOUNT_TAKEN", "a provider to sign in with; SocialLoginIT has one"),
            Map.entry("SOCIAL_ALREADY_LINKED", "a provider to sign in with; SocialLoginIT has one"),
            Map.entry("SOCIAL_PASSWORD_NEEDED", "a provider to sign in with; SocialLoginIT has one")));

    private final GatewayClient client;

    CodesSuite(GatewayClient client) {
        this.client = client;
    }

    Suite suite() {
        return new Suite("codes")
                .step(
                        "every code of the errors reference was provoked",
                        () -> Check.equal(
                                Set.of(),
                                without(without(DeclaredCodes.all(), client.codes()), NOT_PROVOKED.keySet()),
                                "codes that no step provokes"))
                .step(
                        "every code that was answered is in the errors reference",
                        () -> Check.equal(
                                Set.of(), without(client.codes(), DeclaredCodes.all()), "codes that nobody declares"))
                .step(
                        "every code that is said to be out of reach is declared",
                        () -> Check.equal(
                                Set.of(), without(NOT_PROVOKED.keySet(), DeclaredCodes.all()), "codes that are gone"));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
