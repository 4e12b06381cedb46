package dev.coffer.sample.item;

import com.netflix.graphql.dgs.DgsDataLoader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dataloader.MappedBatchLoader;

/** Reads all items that a request asks for at once. */
@DgsDataLoader(name = ItemLoader.NAME, maxBatchSize = Items.MAX_BATCH)
public class ItemLoader implements MappedBatchLoader<ItemKey, Item> {

    static final String NAME = "items";

    private final FindItems find;

    ItemLoader(FindItems find) {
        this.find = find;
    }

    @Override
    public CompletionStage<Map<ItemKey, Item>> load(Set<ItemKey> keys) {
        return CompletableFuture.completedFuture(find.all(keys));
    }
}
