// The part of this project's schema that is measured, and its few resolvers.
import { globalId } from "./ids.mjs";
import { countOfTerritory, oneActivity, pageOfTerritory } from "./activities.mjs";

export const typeDefs = `
  scalar DateTime
  scalar Decimal
  scalar NisCode

  enum ActivityStatus { DELETED DRAFT EXPIRED PUBLISHED UNPUBLISHED }
  enum ActorKind { ORGANISATION PERSON SYSTEM }
  enum ContactKind { EMAIL LANDLINE MOBILE OTHER WEBSITE WHATSAPP }
  enum LocationKind { MIXED ONLINE ON_SITE }
  enum PriceKind { FREE PAID UNKNOWN }
  enum SourceSystem { OWN UIT }

  type Query {
    territory(nis: NisCode!): Territory
    activity(id: ID!): Activity
  }
  type Territory {
    id: ID!
    name: String!
    activities(first: Int = 20, after: String, filter: ActivityFilter, orderBy: ActivityOrder): ActivityConnection!
  }
  type ActivityConnection { edges: [ActivityEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type ActivityEdge { cursor: String! node: Activity! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Activity {
    id: ID!
    title: String!
    status: ActivityStatus!
    publishedAt: DateTime
    updatedAt: DateTime!
    createdAt: DateTime!
    updatedBy: Author!
    views: Int!
    version: Int!
    types: [Term!]!
    topics: [Term!]!
    goals: [Term!]!
    languageLevels: [Term!]!
    source: ActivitySource!
    organiser: Organiser
    location: Location!
    description: RichText!
    contacts: [Contact!]!
    registration: Registration
    price: Price!
  }
  type Author { kind: ActorKind! name: String! }
  type Term { code: String! label: String! }
  type ActivitySource { system: SourceSystem! externalId: String }
  type Organiser { name: String! organisation: Organisation }
  type Organisation { id: ID! }
  type Location { kind: LocationKind! name: String municipality: Municipality address: Address geo: GeoPoint }
  type Municipality { nis: NisCode! name: String! }
  type Address { street: String! postcode: String! locality: String! }
  type GeoPoint { latitude: Float! longitude: Float! }
  type RichText { html: String! }
  type Contact { kind: ContactKind! value: String! }
  type Registration { url: String email: String phone: String }
  type Price { kind: PriceKind! amount: Decimal }

  # Declared because the documents name them; only their absence is understood.
  input ActivityFilter { search: String }
  input ActivityOrder { field: String }
`;

export const resolvers = {
  Query: {
    territory(_root, { nis }, { viewer }) {
      if (viewer.territory === null || nis !== viewer.territory) return null;
      return { id: globalId("Territory", nis), name: viewer.territoryName, nis };
    },
    activity: (_root, { id }, context, info) => oneActivity(id, context, info),
  },
  Territory: {
    activities(territory, args, context, info) {
      if (args.filter || args.orderBy) throw new Error("filters and orders are not part of this peer");
      return pageOfTerritory(territory.nis, args, context, info);
    },
  },
  ActivityConnection: {
    totalCount: ({ nis }, _args, context) => countOfTerritory(nis, context),
  },
};
