package dev.coffer.kyc.screening.list;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who is on which version of a list, numbered from 0 in each. */
interface ListedPersons {

    /** @param first number of the first of them */
    void append(UnitOfWork unit, String tenantId, String importId, long first, List<ListedPerson> persons);

    /** In the order of their numbers. */
    void forEach(String tenantId, String importId, BiConsumer<Long, ListedPerson> consumer);

    @Nullable
    ListedPerson find(String tenantId, String importId, long number);

    void delete(String tenantId, String importId);
}
