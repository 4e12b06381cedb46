package dev.coffer.payment.transfer;

import dev.coffer.payment.ledger.Post;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code MetadataInput}: a name and a value of the client's own. */
public record MetadataInput(String name, String value) {

    /** @throws IllegalArgumentException with a sentence for the client where a name comes twice, or does not fit */
    static Map<String, String> toMap(@Nullable List<MetadataInput> pairs) {
        Map<String, String> metadata = new HashMap<>();
        for (MetadataInput pair : pairs == null ? List.<MetadataInput>of() : pairs) {
            if (metadata.put(pair.name(), pair.value()) != null) {
                throw new IllegalArgumentException("The name '" + pair.name() + "' is there twice.");
            }
        }
        Post.requireSmall(metadata);
        return metadata;
    }
}
