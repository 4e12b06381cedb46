package dev.coffer.auth.social;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The inputs and types of {@code social.graphqls}. */
final class SocialInputs {

    private static final int MOST_CHARS = 4_096;

    private SocialInputs() {}

    record StartSocialLoginInput(@Nullable String tenant, SocialProvider provider, String redirectUri) {}

    record CompleteSocialLoginInput(
            @Nullable String tenant,
            String state,
            String code,
            @Nullable String issuer,
            String binding,
            @Nullable String deviceToken) {

        AskProvider.Answer answer() {
            return new AskProvider.Answer(shortened(state), shortened(code), issuer);
        }

        @Override
        public String toString() {
            return "CompleteSocialLoginInput[***]";
        }
    }

    record StartSocialLinkInput(SocialProvider provider, String redirectUri, String password) {

        @Override
        public String toString() {
            return "StartSocialLinkInput[***]";
        }
    }

    record CompleteSocialLinkInput(
            String state, String code, @Nullable String issuer, String binding) {

        AskProvider.Answer answer() {
            return new AskProvider.Answer(shortened(state), shortened(code), issuer);
        }

        @Override
        public String toString() {
            return "CompleteSocialLinkInput[***]";
        }
    }

    record UnlinkSocialAccountInput(SocialProvider provider, String password) {

        @Override
        public String toString() {
            return "UnlinkSocialAccountInput[***]";
        }
    }

    /** The GraphQL type {@code SocialProvider}. */
    record SocialProviderShown(SocialProvider kind, String name) {}

    /** The GraphQL type. */
    record SocialLoginStarted(String url, String binding, Instant expiresAt) {

        static SocialLoginStarted of(StartSocial.Result.Started started) {
            return new SocialLoginStarted(started.url().toString(), started.binding(), started.expiresAt());
        }

        @Override
        public String toString() {
            return "SocialLoginStarted[***]";
        }
    }

    /** The GraphQL type. */
    record SocialAccount(SocialProvider provider, @Nullable String name, Instant linkedAt) {

        static SocialAccount of(SocialLink link) {
            return new SocialAccount(link.provider(), link.name(), link.linkedAt());
        }
    }

    /** No provider's state or code is longer; the rest of a longer one goes nowhere. An empty code is sent as one that is wrong. */
    private static String shortened(String text) {
        String kept = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
        return kept.isBlank() ? "-" : kept;
    }
}
