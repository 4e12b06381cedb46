package dev.coffer.scripts.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {

    private static Names names(String entity) {
        EntityName name = new EntityName(entity);
        return new Names(new ServiceSpec("loyalty", 9007, List.of(name), Set.of()), name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "package dev.coffer.sample.item;|package dev.coffer.loyalty.giftcard;",
                "import dev.coffer.sample.item.Items;|import dev.coffer.loyalty.giftcard.GiftCards;",
                "Item item = items.find(id);|GiftCard giftCard = giftCards.find(id);",
                "@permission(urn: \"item:read:own\")|@permission(urn: \"gift-card:read:own\")",
                "TYPE = \"item.created\";|TYPE = \"gift-card.created\";",
                "item.createdAt()|giftCard.createdAt()",
                "COLLECTION = \"items\";|COLLECTION = \"gift_cards\";",
                "ofUser(\"items\", \"items\", x)|ofUser(\"giftCards\", \"gift_cards\", x)",
                "\"items_newest\"|\"gift_cards_newest\"",
                "\"sample-service/items\"|\"loyalty-service/gift-cards\"",
                "\"coffer.sample.item-approval\"|\"coffer.loyalty.gift-card-approval\"",
                "\"/webhooks/sample/items\"|\"/webhooks/loyalty/gift-cards\"",
                "named(\"sample-items\")|named(\"loyalty-gift-cards\")",
                "\"/data/items/0/item/name\"|\"/data/giftCards/0/giftCard/name\"",
                "// an item of many items|// a gift card of many gift cards",
                "void an_item_is_there()|void a_gift_card_is_there()",
                "\"An item of the user's items.\"|\"A gift card of the user's gift cards.\"",
                "\"who follows items, is told\"|\"who follows gift cards, is told\"",
                "\"{ me { items { nodes } } }\"|\"{ me { giftCards { nodes } } }\"",
                "ITEM_LIMIT|GIFT_CARD_LIMIT",
                "SampleApplication.SERVICE|LoyaltyApplication.SERVICE"
            })
    void every_form_has_its_own(String sample, String made) {
        assertThat(names("GiftCard").inCode(sample)).isEqualTo(made);
    }

    @Test
    void what_was_put_in_is_not_looked_at_again() {
        assertThat(names("ItemSample").inCode("Item Sample item")).isEqualTo("ItemSample Loyalty itemSample");
        assertThat(names("Offer").inCode("// An item")).isEqualTo("// An offer");
    }

    @Test
    void paths_and_markdown_have_theirs() {
        assertThat(names("GiftCard").inPath("sample-service/src/main/java/dev/coffer/sample/item/MongoItems.java"))
                .isEqualTo("loyalty-service/src/main/java/dev/coffer/loyalty/giftcard/MongoGiftCards.java");
        assertThat(names("GiftCard").inPath("sample-service/src/main/resources/schema/sample/item.graphqls"))
                .isEqualTo("loyalty-service/src/main/resources/schema/loyalty/giftcard.graphqls");
        assertThat(names("GiftCard").inProse("Keeps items at 9000: `User.items` and `item(id)`."))
                .isEqualTo("Keeps gift cards at 9007: `User.giftCards` and `giftCard(id)`.");
    }
}
