global using Scuttlegen.Tests.Shared;
global using Xunit;
