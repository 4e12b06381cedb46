package dev.coffer.sample.item;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Permissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds items for those who may see them: for others they are not there. */
final class FindItems {

    private static final String ITEM = "item";

    private final Items items;
    private final Permissions permissions;

    FindItems(Items items, Permissions permissions) {
        this.items = items;
        this.permissions = permissions;
    }

    /** What of the asked for is there for who asks, with one read for each tenant. */
    Map<ItemKey, Item> all(Set<ItemKey> asked) {
        Map<String, List<ItemKey>> byTenant =
                asked.stream().collect(Collectors.groupingBy(key -> key.caller().tenantId()));
        Map<ItemKey, Item> found = new HashMap<>();
        byTenant.forEach((tenantId, keys) -> {
            Map<String, Item> byId = items
                    .find(tenantId, keys.stream().map(ItemKey::id).distinct().toList())
                    .stream()
                    .collect(Collectors.toMap(Item::id, item -> item));
            for (ItemKey key : keys) {
                Item item = byId.get(key.id());
                if (item != null && may(key.caller(), "read", item)) {
                    found.put(key, item);
                }
            }
        });
        return found;
    }

    Connection<Item> page(String tenantId, String userId, PageRequest page, boolean isCounted) {
        return items.page(tenantId, userId, page, isCounted);
    }

    /** @throws CodedException NOT_FOUND where there is none, or none that the caller may do this with */
    Item require(@Nullable Item found, Caller caller, String id, String action) {
        if (found == null || !may(caller, action, found)) {
            throw CodedException.notFound(ITEM, id);
        }
        return found;
    }

    private boolean may(Caller caller, String action, Item item) {
        boolean may = permissions.permits(caller, ITEM, action, item.userId());
        if (!may) {
            permissions.recordDenial(caller, ITEM, action, item.userId());
        }
        return may;
    }
}
