package dev.coffer.sample.item;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.sample.user.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/** What can be asked of items: by a client, or by the federation. */
@DgsComponent
public class ItemFetcher {

    private final FindItems find;

    ItemFetcher(FindItems find) {
        this.find = find;
    }

    @DgsQuery
    CompletableFuture<ItemView> item(@InputArgument String id, DataFetchingEnvironment environment) {
        DataLoader<ItemKey, Item> items = Objects.requireNonNull(environment.getDataLoader(ItemLoader.NAME));
        return items.load(new ItemKey(Callers.caller(environment), id)).thenApply(found -> {
            if (found == null) {
                throw CodedException.notFound("item", id);
            }
            return ItemView.of(found);
        });
    }

    @DgsEntityFetcher(name = "Item")
    public CompletableFuture<ItemView> item(Map<String, Object> representation, DataFetchingEnvironment environment) {
        if (!(representation.get("id") instanceof String id)) {
            throw CodedException.invalid("id", "This is referred to by its id.");
        }
        return item(id, environment);
    }

    @DgsData(parentType = "User")
    Connection<ItemView> items(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        UserView user = Objects.requireNonNull(environment.<UserView>getSource());
        PageRequest request = PageRequest.of(first, after, last, before);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return find.page(Callers.caller(environment).tenantId(), user.id(), request, isCounted)
                .map(ItemView::of);
    }
}
