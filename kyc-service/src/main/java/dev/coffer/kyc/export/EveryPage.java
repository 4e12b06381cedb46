package dev.coffer.kyc.export;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.util.function.Consumer;
import java.util.function.Function;

/** Walks a list to its end, a page at a time. */
public final class EveryPage {

    private EveryPage() {}

    public static <T> void of(Function<PageRequest, Connection<T>> list, Consumer<? super T> each) {
        Connection<T> page = list.apply(new PageRequest(PageRequest.MAX_SIZE, true, null));
        page.getNodes().forEach(each);
        while (page.pageInfo().hasNextPage()) {
            page = list.apply(
                    new PageRequest(PageRequest.MAX_SIZE, true, page.pageInfo().endCursor()));
            page.getNodes().forEach(each);
        }
    }
}
