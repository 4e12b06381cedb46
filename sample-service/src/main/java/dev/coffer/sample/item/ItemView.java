package dev.coffer.sample.item;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.permission.Owned;
import dev.coffer.sample.user.UserView;
import java.time.Instant;

/** {@code Item} of the schema. */
@GraphQlName("Item")
record ItemView(
        String id,
        UserView owner,
        String name,
        // [sagas]
        boolean isApproved,
        // [/sagas]
        int version,
        Instant createdAt)
        implements Owned {

    static ItemView of(Item item) {
        return new ItemView(
                item.id(),
                new UserView(item.userId()),
                item.name(),
                // [sagas]
                item.isApproved(),
                // [/sagas]
                item.version(),
                item.createdAt());
    }

    /** As the unions of the schema have it. */
    static Object of(ItemResult result) {
        return switch (result) {
            case ItemResult.Done(Item item) -> of(item);
            case ItemResult.Refused(ItemRefusal code, String field) -> Refusal.of(code, code.meaning(), field);
        };
    }

    @Override
    public String ownerId() {
        return owner.id();
    }
}
