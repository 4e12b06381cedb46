package dev.coffer.payment.provider.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.MetadataStore;
import com.stripe.model.StripeCollection;
import com.stripe.service.V1Services;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for one of our operations in a list of Stripe's, by the key that we gave it as metadata. */
final class StripeBooks {

    static final String KEY = "coffer_key";
    static final String TENANT = "coffer_tenant";
    static final long PAGE = 100;

    private static final int MOST_PAGES = 20;

    private final StripeCalls calls;

    StripeBooks(StripeCalls calls) {
        this.calls = calls;
    }

    /** A page of at most {@value #PAGE}, newest first. */
    interface Pages<T extends HasId> {

        /** @param after id of the last one of the page before; null for the first page */
        StripeCollection<T> read(V1Services stripe, @Nullable String after) throws StripeException;
    }

    /** What was found. */
    sealed interface Found<T> {

        record One<T>(T value) implements Found<T> {}

        /** The whole list was read, and it is not there. */
        record None<T>() implements Found<T> {}

        /** The list is too long to be read as a whole. */
        record TooMany<T>() implements Found<T> {}

        /** The list could not be read. */
        record Unclear<T>(String why) implements Found<T> {}
    }

    <T extends HasId & MetadataStore<T>> Found<T> find(String tenantId, String key, Pages<T> pages) {
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = after;
            switch (calls.ask("a list to find " + key + " in", stripe -> pages.read(stripe, from))) {
                case StripeCalls.Answer.Given<StripeCollection<T>>(StripeCollection<T> list) -> {
                    T one = ours(list.getData(), tenantId, key);
                    if (one != null) {
                        return new Found.One<>(one);
                    }
                    if (!Boolean.TRUE.equals(list.getHasMore())
                            || list.getData().isEmpty()) {
                        return new Found.None<>();
                    }
                    after = list.getData().getLast().getId();
                }
                case StripeCalls.Answer.Unclear<StripeCollection<T>>(String why, boolean isRecorded) -> {
                    return new Found.Unclear<>(why);
                }
                case StripeCalls.Answer.Invalid<StripeCollection<T>> invalid -> {
                    return new Found.Unclear<>("Stripe does not list what it has.");
                }
                case StripeCalls.Answer.CardDeclined<StripeCollection<T>> declined -> {
                    return new Found.Unclear<>("Stripe does not list what it has.");
                }
            }
        }
        return new Found.TooMany<>();
    }

    static <T extends HasId & MetadataStore<T>> @Nullable T ours(List<T> some, String tenantId, String key) {
        for (T one : some) {
            if (isOurs(one, tenantId, key)) {
                return one;
            }
        }
        return null;
    }

    static boolean isOurs(MetadataStore<?> one, String tenantId, String key) {
        Map<String, String> metadata = one.getMetadata();
        return metadata != null && key.equals(metadata.get(KEY)) && tenantId.equals(metadata.get(TENANT));
    }
}
