// [sagas]
package dev.coffer.sample.item;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import graphql.schema.DataFetchingEnvironment;

/** What staff do with items that wait. */
@DgsComponent
class ItemApprovalFetcher {

    private final ApproveItem approve;

    ItemApprovalFetcher(ApproveItem approve) {
        this.approve = approve;
    }

    /** {@code ApproveItemInput}. */
    record ApproveItemInput(String id) {}

    @DgsMutation
    Object approveItem(@InputArgument ApproveItemInput input, DataFetchingEnvironment environment) {
        return ItemView.of(approve.approve(Callers.caller(environment), input.id()));
    }
}
// [/sagas]
