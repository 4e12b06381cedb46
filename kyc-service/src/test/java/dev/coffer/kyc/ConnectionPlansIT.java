package dev.coffer.kyc;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.ConnectionPlans;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class ConnectionPlansIT {

    @Test
    void a_page_costs_what_is_on_it(@FreshDatabase String name) {
        try (TestTokens tokens = TestTokens.start();
                TestService service =
                        TestService.start(KycApplication.class, KycApplication.SERVICE, name, tokens, Map.of())) {
            String admin = tokens.user("olga", "main", "admin");
            ConnectionPlans plans = new ConnectionPlans(
                    service.bean(MongoDatabase.class), (query, variables) -> service.ask(query, variables, admin));
            plans.seedOperatorLists("main");
            plans.verify(ConnectionPlans.operatorListsOf("kyc"), List.of());
        }
    }
}
