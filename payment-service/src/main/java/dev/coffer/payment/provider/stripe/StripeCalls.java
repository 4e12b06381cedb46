package dev.coffer.payment.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Stripe, and sorts what comes back by what may be concluded from it. Messages of Stripe are not passed on: they may say more
 * than a log should know.
 */
final class StripeCalls {

    private static final Logger LOG = LoggerFactory.getLogger(StripeCalls.class);
    private static final int SERVER_ERROR = 500;

    private final V1Services stripe;

    StripeCalls(StripeSettings settings) {
        this.stripe = StripeClient.builder()
                .setApiKey(settings.secretKey())
                .setApiBase(settings.apiBase().toString())
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setReadTimeout((int) settings.readTimeout().toMillis())
                .setMaxNetworkRetries(settings.retries())
                .build()
                .v1();
    }

    /** One request. */
    interface Call<T> {
        T make(V1Services stripe) throws StripeException;
    }

    /** What came of it. */
    sealed interface Answer<T> {

        record Given<T>(T value) implements Answer<T> {}

        /** The card was declined: this request took no money. @param code Stripe's, "expired_card"; empty where it gave none */
        record CardDeclined<T>(String code) implements Answer<T> {}

        /** Stripe understood and will not do it. @param code and {@code parameter} as Stripe names them; empty where it gave none */
        record Invalid<T>(String code, String parameter) implements Answer<T> {}

        /** It may have been done. @param isRecorded whether Stripe may answer the same for as long as it keeps the key */
        record Unclear<T>(String why, boolean isRecorded) implements Answer<T> {}
    }

    <T> Answer<T> ask(String what, Call<T> call) {
        try {
            return new Answer.Given<>(call.make(stripe));
        } catch (CardException declined) {
            return new Answer.CardDeclined<>(text(declined.getCode()));
        } catch (RateLimitException busy) {
            return unclear(what, busy);
        } catch (InvalidRequestException invalid) {
            LOG.warn(
                    "Stripe refuses {}: status {}, code '{}', parameter '{}', request {}",
                    what,
                    invalid.getStatusCode(),
                    invalid.getCode(),
                    invalid.getParam(),
                    invalid.getRequestId());
            return new Answer.Invalid<>(text(invalid.getCode()), text(invalid.getParam()));
        } catch (StripeException failure) {
            return unclear(what, failure);
        } catch (RuntimeException unread) {
            // stripe-java fails like this at an error without a body or with one that is no object, as a proxy may
            // answer.
            LOG.warn(
                    "Stripe's answer about {} cannot be read: {}",
                    what,
                    unread.getClass().getName());
            return new Answer.Unclear<>("Stripe's answer cannot be read.", true);
        }
    }

    private static <T> Answer<T> unclear(String what, StripeException failure) {
        int status = Objects.requireNonNullElse(failure.getStatusCode(), 0);
        LOG.info(
                "Stripe does not say what became of {}: {}, status {}, code '{}', request {}",
                what,
                failure.getClass().getSimpleName(),
                status,
                failure.getCode(),
                failure.getRequestId());
        return new Answer.Unclear<>(
                "Stripe gave no answer that says what became of it: "
                        + failure.getClass().getSimpleName() + ", status " + status + ".",
                // Another release has asked for it under the same key in other words: it is in Stripe's books.
                status >= SERVER_ERROR || failure instanceof IdempotencyException);
    }

    static RequestOptions under(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
