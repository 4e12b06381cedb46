package dev.coffer.sample.item;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;

/** What can be done with items. */
@DgsComponent
class ItemMutationFetcher {

    private final CreateItem create;
    private final RenameItem rename;
    private final RemoveItem remove;

    ItemMutationFetcher(CreateItem create, RenameItem rename, RemoveItem remove) {
        this.create = create;
        this.rename = rename;
        this.remove = remove;
    }

    /** {@code CreateItemInput}. */
    record CreateItemInput(String name, String idempotencyKey) {}

    /** {@code RenameItemInput}. */
    record RenameItemInput(String id, String name, int version) {}

    /** {@code RemoveItemInput}. */
    record RemoveItemInput(String id) {}

    @DgsMutation
    Object createItem(@InputArgument CreateItemInput input, DataFetchingEnvironment environment) {
        FieldChecks checks = new FieldChecks();
        String name = checks.read("input.name", () -> Item.name(input.name()));
        checks.read(
                "input.idempotencyKey", () -> IdempotencyKeys.require(input.idempotencyKey(), "input.idempotencyKey"));
        checks.require();
        return ItemView.of(
                create.create(Callers.caller(environment), Objects.requireNonNull(name), input.idempotencyKey()));
    }

    @DgsMutation
    Object renameItem(@InputArgument RenameItemInput input, DataFetchingEnvironment environment) {
        FieldChecks checks = new FieldChecks();
        String name = checks.read("input.name", () -> Item.name(input.name()));
        checks.require();
        return ItemView.of(
                rename.rename(Callers.caller(environment), input.id(), Objects.requireNonNull(name), input.version()));
    }

    @DgsMutation
    Object removeItem(@InputArgument RemoveItemInput input, DataFetchingEnvironment environment) {
        return ItemView.of(remove.remove(Callers.caller(environment), input.id()));
    }
}
