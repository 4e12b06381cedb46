const welcome = `# Ctrl+Enter runs the operation at the cursor. Log in first, then put the access token into
# the Headers tab below: {"Authorization": "Bearer <accessToken>"}

mutation LogIn {
  login(input: {identifier: "ann@example.com", password: "coffer demo"}) {
    ... on Session { accessToken }
    ... on Refusal { code message }
  }
}

query Home {
  me {
    displayName
    wallets { currency balance { available { amount } } }
    inbox(first: 5) { nodes { subject } }
  }
}
`;

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultQuery: welcome,
    defaultEditorToolsVisibility: "headers",
    shouldPersistHeaders: false,
  }));
