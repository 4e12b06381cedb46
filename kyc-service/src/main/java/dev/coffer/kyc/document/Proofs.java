package dev.coffer.kyc.document;

import dev.coffer.kyc.tier.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Documents that prove something together: all sides of one type. */
public final class Proofs {

    private Proofs() {}

    /**
     * The newest whole paper that proves the requirement; empty where there is none.
     *
     * @param sent newest first
     * @param states that count
     */
    public static List<KycDocument> whole(Requirement requirement, List<KycDocument> sent, Set<DocumentState> states) {
        List<KycDocument> counting = sent.stream()
                .filter(document -> document.paper().type().proves() == requirement)
                .filter(document -> states.contains(document.state()))
                .toList();
        for (KycDocument document : counting) {
            List<KycDocument> sides = sides(document.paper().type(), counting);
            if (!sides.isEmpty()) {
                return sides;
            }
        }
        return List.of();
    }

    private static List<KycDocument> sides(DocumentType type, List<KycDocument> counting) {
        List<KycDocument> sides = new ArrayList<>();
        for (DocumentSide side : type.sides()) {
            counting.stream()
                    .filter(document ->
                            document.paper().type() == type && document.paper().side() == side)
                    .findFirst()
                    .ifPresent(sides::add);
        }
        return sides.size() == type.sides().size() ? sides : List.of();
    }
}
